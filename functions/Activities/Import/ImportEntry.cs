using Pathway.Functions.Http;

namespace Pathway.Functions.Activities.Import;

/// <summary>One activity of an imported file, and where in the file each of its fields stands.</summary>
/// <param name="Id">As the file says; it may be none.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Fields">Line and column by the field's name as in <c>PUT /api/activities/{id}</c>.</param>
internal sealed record ImportEntry(string Id, ActivityRequest Request, int Line, IReadOnlyDictionary<string, (int Line, string Column)> Fields)
{
    /// <summary>Why there is no end is told already: by a fault of the file, or by what is wrong with the start.</summary>
    public bool IsEndTold { get; init; }

    /// <summary>A fault of the request as a fault of the file.</summary>
    public Fault Locate(Fault fault)
    {
        var field = fault.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        return Fields.TryGetValue(field, out var place)
            ? fault with { Line = place.Line, Column = place.Column }
            : fault with { Line = Line, Column = field.Length == 0 ? null : field };
    }
}
