using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>A type of event: its verb, and the members its data must and may have.</summary>
internal sealed record EventType(string Name, FactVerb Verb, DataFields Required, DataFields Optional)
{
    public DataFields Fields => Required | Optional;

    /// <summary>The type of the contract with this name, or null.</summary>
    public static EventType? Find(ReadOnlySpan<byte> name)
    {
        foreach (var type in All.AsSpan())
        {
            if (name.Length == type.Name.Length && System.Text.Ascii.Equals(name, type.Name))
                return type;
        }

        return null;
    }

    private static readonly EventType[] All =
    [
        new("pathway.resource.viewed", FactVerb.Viewed, DataFields.Resource | DataFields.Learner, DataFields.Minutes),
        new(
            "pathway.activity.attended",
            FactVerb.Attended,
            DataFields.Activity | DataFields.Learner | DataFields.Minutes,
            DataFields.None),
        new(
            "pathway.resource.completed",
            FactVerb.Completed,
            DataFields.Resource | DataFields.Learner,
            DataFields.Minutes),
        new(
            "pathway.feedback.given",
            FactVerb.Rated,
            DataFields.Activity | DataFields.Learner | DataFields.Rating,
            DataFields.None),
        new(
            "pathway.project.submitted",
            FactVerb.Submitted,
            DataFields.Activity,
            DataFields.Learner | DataFields.Learners),
        new(
            "pathway.competition.entered",
            FactVerb.Entered,
            DataFields.Activity,
            DataFields.Learner | DataFields.Learners),
        new(
            "pathway.learner.enrolled",
            FactVerb.Enrolled,
            DataFields.Learner,
            DataFields.Aliases | DataFields.YearGroup),
        new("pathway.learner.left", FactVerb.Left, DataFields.Learner, DataFields.Aliases | DataFields.YearGroup),
    ];
}
