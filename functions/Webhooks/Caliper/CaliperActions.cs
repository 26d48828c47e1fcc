using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>
/// Which of Caliper's events become which facts. Grades, navigation, tool use and the rest are not wanted.
/// </summary>
internal static class CaliperActions
{
    public static FactVerb? Find(string? type, string? action) => (type, action) switch
    {
        ("ViewEvent", "Viewed") => FactVerb.Viewed,

        // A pause says that somebody is watching as much as a start does.
        ("MediaEvent", "Started" or "Restarted" or "Resumed" or "Paused") => FactVerb.Viewed,
        ("MediaEvent", "Ended") => FactVerb.Completed,
        ("AssignableEvent", "Started") => FactVerb.Viewed,
        ("AssignableEvent", "Completed") => FactVerb.Completed,
        ("AssignableEvent", "Submitted") => FactVerb.Submitted,
        ("SessionEvent", "LoggedIn") => FactVerb.Viewed,
        ("FeedbackEvent", "Ranked") => FactVerb.Rated,
        _ => null,
    };
}
