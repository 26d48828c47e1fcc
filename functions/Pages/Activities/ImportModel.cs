using Pathway.Functions.Activities.Import;
using Pathway.Functions.Http;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Activities;

/// <summary>The import: first the file, then what would become of it, then what did.</summary>
/// <param name="Plan">Null before a file was read.</param>
/// <param name="File">The file in base64, to be sent once more with the word to take it.</param>
/// <param name="More">How many faults there are beyond those told.</param>
public sealed record ImportModel(ImportView? Plan, string File, IReadOnlyList<Fault> Faults, int More)
{
    public static ImportModel Start { get; } = new(null, "", [], 0);

    public FormState Form => new(FormFields.None, Faults);
}
