using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Resources;

/// <summary>What the page of one resource shows.</summary>
/// <param name="Activity">The title of the activity it belongs to; null for none.</param>
/// <param name="Use">In this academic year; null where it was not used.</param>
/// <param name="Colleges">To whom a link can be given; empty for a coordinator.</param>
/// <param name="Form">Of the link or the file that was just asked for.</param>
/// <param name="Link">The link that was just made.</param>
/// <param name="UseAt">When its use was read; null where it is of this moment.</param>
public sealed record ResourceModel(
    Resource Resource,
    string? Activity,
    FigureRow? Use,
    IReadOnlyList<College> Colleges,
    FormState Form,
    string? Link,
    NodaTime.Instant? UseAt)
{
    public bool IsDone => Resource.WithdrawnAt is not null;
}
