using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Pathway.LocalHost.Discovery;

/// <summary>App settings as the trigger attributes use them.</summary>
internal sealed partial class AppSettings(IConfiguration configuration)
{
    /// <summary>Settings under the keys that <see cref="IConfiguration"/> knows them by.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> ByConfigurationKey(
        IReadOnlyDictionary<string, string?> settings)
        => settings.Select(setting => KeyValuePair.Create(Key(setting.Key), setting.Value));

    /// <summary>Replaces each <c>%Name%</c> by the setting of that name.</summary>
    public string Resolve(string text, string function) => Placeholder().Replace(
        text,
        match => configuration[Key(match.Groups["name"].Value)]
            ?? throw new FunctionDefinitionException($"Function {function}: no setting replaces {match.Value} in '{text}'."));

    public bool IsDisabled(string function)
        =>
            configuration[$"AzureWebJobs.{function}.Disabled"] is { } value
                && (value == "1" || (bool.TryParse(value, out var disabled) && disabled));

    /// <summary>
    /// The connection string that a trigger's <c>Connection</c> names, with or without the prefix of the host's own.
    /// </summary>
    public string ConnectionString(string connection, string function)
        => configuration[Key($"AzureWebJobs{connection}")] ?? configuration[Key(connection)]
            ?? throw new FunctionDefinitionException(
                $"Function {function}: no setting {connection} holds its connection string.");

    private static string Key(string name) =>
        name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
