using System.Text.Json.Serialization;

namespace Pathway.Functions.Http;

/// <summary>
/// What is wrong with one field: a JSON Pointer (RFC 6901) and the reason in words. Reasons never quote a value. In
/// an imported file <see cref="Line"/> counts from 1, and <see cref="Column"/> is the heading or property.
/// </summary>
public sealed record Fault(
    string Path,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Line = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Column = null)
{
    /// <summary>The fault as a sentence, with its place.</summary>
    public override string ToString() => (Line, Column, Path) switch
    {
        ({ } line, { } column, _) => $"Line {line}, {column}: {Reason}",
        ({ } line, null, _) => $"Line {line}: {Reason}",
        (_, _, { Length: > 0 } path) => $"{path}: {Reason}",
        _ => Reason,
    };
}
