using Pathway.Functions.Http;

namespace Pathway.Functions.Activities.Import;

/// <summary>One activity of an imported file, and where in the file each of its fields stands.</summary>
/// <param name="Id">As the file says; it may be none.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Fields">Line and column by the field's name as in <c>PUT /api/activities/{id}</c>.</param>
internal sealed record ImportEntry(
    string Id, ActivityRequest Request, int Line, IReadOnlyDictionary<string, (int Line, string Column)> Fields)
{
    /// <summary>Fields of which it is told already what is wrong, by their name.</summary>
    public IReadOnlySet<string> Told { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What was made of the file that it does not say itself, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>It is for whole days in the file.</summary>
    public bool AllDay { get; init; }

    /// <summary>A fault of the request as a fault of the file; null when it is told already.</summary>
    public Fault? Locate(Fault fault)
    {
        var field = fault.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        if (Told.Contains(field))
            return null;
        return Fields.TryGetValue(field, out var place)
            ? fault with { Line = place.Line, Column = place.Column }
            : fault with { Line = Line, Column = field.Length == 0 ? null : field };
    }
}
