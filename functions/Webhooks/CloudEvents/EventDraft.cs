using Pathway.Functions.Engagement;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>The members of <c>data</c> that the contract has.</summary>
[Flags]
internal enum DataFields
{
    None = 0,
    Activity = 1,
    Resource = 2,
    Learner = 4,
    Learners = 8,
    Aliases = 16,
    Minutes = 32,
    YearGroup = 64,
    Rating = 128,
}

/// <summary>One CloudEvent while it is read; used again for the next one of a batch.</summary>
internal sealed class EventDraft
{
    /// <summary>Longest source, and longest id, in bytes.</summary>
    public const int MaxIdentity = 1_024;

    private readonly byte[] identity = new byte[(2 * MaxIdentity) + 1];

    public EventType? Type { get; set; }

    public DateTimeOffset? Time { get; set; }

    /// <summary>Which members of data were there.</summary>
    public DataFields Present { get; set; }

    /// <summary>Members of data that cannot be read, with the reason: a fault only if the type has that member.</summary>
    public List<(DataFields Field, string Path, string Reason)> Doubts { get; } = [];

    public string? Activity { get; set; }

    public string? Resource { get; set; }

    /// <summary>Of <c>learner</c>.</summary>
    public LearnerRef? Learner { get; set; }

    /// <summary>Of <c>learners</c>.</summary>
    public List<LearnerRef> Learners { get; } = [];

    public List<LearnerRef> Aliases { get; } = [];

    public int? Minutes { get; set; }

    public int? YearGroup { get; set; }

    public int? Rating { get; set; }

    public bool HasData { get; set; }

    public int SourceLength { get; set; }

    public int IdLength { get; set; }

    public Span<byte> SourceBuffer => identity.AsSpan(0, MaxIdentity);

    // The id waits behind the longest source, and moves up when both are known.
    public Span<byte> IdBuffer => identity.AsSpan(MaxIdentity + 1);

    /// <summary>Source, a zero byte, id: what tells this event from every other of the college.</summary>
    public ReadOnlySpan<byte> Identity()
    {
        identity[SourceLength] = 0;
        IdBuffer[..IdLength].CopyTo(identity.AsSpan(SourceLength + 1));
        return identity.AsSpan(0, SourceLength + 1 + IdLength);
    }

    public void Clear()
    {
        (Type, Time, Present, Activity, Resource, Minutes, YearGroup, Rating) = (null, null, DataFields.None, null, null, null, null, null);
        (Learner, HasData, SourceLength, IdLength) = (null, false, 0, 0);
        Doubts.Clear();
        Learners.Clear();
        Aliases.Clear();
    }
}

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
        new("pathway.activity.attended", FactVerb.Attended, DataFields.Activity | DataFields.Learner | DataFields.Minutes, DataFields.None),
        new("pathway.resource.completed", FactVerb.Completed, DataFields.Resource | DataFields.Learner, DataFields.Minutes),
        new("pathway.feedback.given", FactVerb.Rated, DataFields.Activity | DataFields.Learner | DataFields.Rating, DataFields.None),
        new("pathway.project.submitted", FactVerb.Submitted, DataFields.Activity, DataFields.Learner | DataFields.Learners),
        new("pathway.competition.entered", FactVerb.Entered, DataFields.Activity, DataFields.Learner | DataFields.Learners),
        new("pathway.learner.enrolled", FactVerb.Enrolled, DataFields.Learner, DataFields.Aliases | DataFields.YearGroup),
        new("pathway.learner.left", FactVerb.Left, DataFields.Learner, DataFields.Aliases | DataFields.YearGroup),
    ];
}
