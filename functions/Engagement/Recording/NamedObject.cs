using Pathway.Functions.Activities;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>One of the programme's own things and the addresses it has elsewhere.</summary>
/// <param name="IsOver">It was cancelled or withdrawn: its addresses are its own only until another thing takes them.</param>
public sealed record NamedObject(ObjectKind Kind, string Id, IReadOnlyList<string> Aliases, bool IsOver)
{
    /// <summary>Whose facts are counted towards it.</summary>
    public Audience Audience { get; init; } = Audience.Everyone;
}
