using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Http;

/// <summary>
/// A <see cref="JsonException"/> in the words of a person, with its place as a JSON Pointer and never the value.
/// </summary>
public static partial class JsonFault
{
    public static Fault From(JsonException exception)
    {
        var pointer = Pointer(exception.Path);
        if (Unmapped().Match(exception.Message) is { Success: true } unknown)
            return new Fault(Member(pointer, unknown.Groups[1].Value), "is not a member of this request.");
        if (Duplicate().Match(exception.Message) is { Success: true } twice)
            return new Fault(Member(pointer, twice.Groups[1].Value), "is there twice.");
        if (exception.Message == JsonInput.NotUtf8)
            return new Fault(pointer, "is not UTF-8.");
        if (exception.Message == JsonInput.NotUnicode)
            return new Fault(pointer, "is no Unicode text: it has half of a surrogate pair.");
        if (exception.Message.Contains("maximum configured depth", StringComparison.Ordinal))
            return new Fault(pointer, "is nested too deeply.");
        if (exception.Message.Contains("could not be converted", StringComparison.Ordinal))
            return new Fault(pointer, "has the wrong type or form.");
        return new Fault(
            pointer,
            exception.LineNumber is { } line
                ? $"is not valid JSON at line {line + 1}, byte {exception.BytePositionInLine + 1}."
                : "is not valid JSON.");
    }

    // The reader's path stops at the object or at the member, depending on where it noticed.
    private static string Member(string pointer, string name) =>
        pointer.EndsWith('/' + name, StringComparison.Ordinal) ? pointer : $"{pointer}/{name}";

    private static string Pointer(string? path) =>
        path is null or "$"
            ? ""
            : Step().Replace(
                path[1..],
                match => "/" + (match.Groups[1].Success ? match.Groups[1].Value
                    : match.Groups[2].Success ? match.Groups[2].Value
                    : match.Groups[3].Value));

    [GeneratedRegex(@"\.([^.\[]+)|\[(\d+)\]|\['([^']*)'\]", RegexOptions.NonBacktracking)]
    private static partial Regex Step();

    [GeneratedRegex(@"^The JSON property '([^']{1,64})' could not be mapped", RegexOptions.NonBacktracking)]
    private static partial Regex Unmapped();

    [GeneratedRegex(@"[Dd]uplicate property '([^']{1,64})'", RegexOptions.NonBacktracking)]
    private static partial Regex Duplicate();
}
