using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pathway.Infra.Tests.Predicted;

/// <summary>
/// What the compiler leaves to Azure: <c>environment()</c>, which is the public cloud here, and <c>format(…)</c>
/// around it. A reference to something that is not made yet becomes a GUID, which is what all those are in which a
/// setting's form matters.
/// </summary>
public static partial class Expressions
{
    public const string Unknown = "00000000-aaaa-bbbb-cccc-000000000000";

    public static JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject members =>
            new JsonObject(
                members.Select(member => KeyValuePair.Create((string)Text(member.Key), Resolve(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Resolve)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Text(text),
        _ => node?.DeepClone(),
    };

    private static string Text(string text)
    {
        // An account key's worth of nested functions is nobody's form: leave it alone.
        if (text is not ['[', .. var expression, ']'] || expression.Length > 2000)
            return text;
        var rest = expression
            .Replace("environment().suffixes.storage", "'core.windows.net'", StringComparison.Ordinal)
            .Replace("environment().suffixes.keyvaultDns", "'.vault.azure.net'", StringComparison.Ordinal)
            .Replace(
                "environment().authentication.loginEndpoint",
                "'https://login.microsoftonline.com/'",
                StringComparison.Ordinal);
        rest = Reference().Replace(rest, $"'{Unknown}'");
        while (Innermost().Match(rest) is { Success: true } call)
        {
            var arguments = Literal().Matches(call.Value).Select(literal => (object)literal.Groups[1].Value).ToList();
            rest = rest.Replace(
                call.Value,
                $"'{string.Format(CultureInfo.InvariantCulture, (string)arguments[0], [.. arguments.Skip(1)])}'",
                StringComparison.Ordinal);
        }

        return Whole().Match(rest) is { Success: true } whole ? whole.Groups[1].Value : text;
    }

    [GeneratedRegex(@"reference\('[^']*', '[^']*'\)\.\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex(@"format\('[^']*'(, '[^']*')*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Innermost();

    [GeneratedRegex("'([^']*)'", RegexOptions.NonBacktracking)]
    private static partial Regex Literal();

    [GeneratedRegex("^'([^']*)'$", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();
}
