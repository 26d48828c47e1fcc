using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Reports.Impact;

/// <summary>
/// What makes a learner one of an activity's or resource's learners. Who only rated a masterclass, or looked at its
/// page, did not take part in it.
/// </summary>
public static class TakingPart
{
    public static bool IsShownBy(Counter counter) => counter.Kind switch
    {
        ObjectKind.Activity =>
            counter.Verb is FactVerb.Attended or FactVerb.Submitted or FactVerb.Entered or FactVerb.Completed,
        ObjectKind.Resource or ObjectKind.Elsewhere =>
            counter.Verb is not (FactVerb.Rated or FactVerb.Enrolled or FactVerb.Left),
        _ => false,
    };
}
