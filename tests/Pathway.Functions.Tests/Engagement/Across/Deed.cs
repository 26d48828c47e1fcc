using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>A way in which learners of <see cref="YearScene"/> can take part: a thing and a verb.</summary>
internal sealed record Deed(ObjectKind Kind, string Thing, FactVerb Verb)
{
    public static IReadOnlyList<Deed> All { get; } =
    [
        new(ObjectKind.Activity, "genomics", FactVerb.Attended),
        new(ObjectKind.Activity, "imaging", FactVerb.Attended),
        new(ObjectKind.Activity, "ward", FactVerb.Attended),
        new(ObjectKind.Activity, "ward", FactVerb.Submitted),
        new(ObjectKind.Activity, "genomics", FactVerb.Rated),
        new(ObjectKind.Activity, "imaging", FactVerb.Rated),
        new(ObjectKind.Resource, "worksheet", FactVerb.Viewed),
        new(ObjectKind.Resource, "video", FactVerb.Viewed),
    ];
}
