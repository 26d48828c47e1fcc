using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>One CloudEvent while it is read; used again for the next one of a batch.</summary>
internal sealed class EventDraft
{
    /// <summary>Longest source, and longest id, in bytes.</summary>
    public const int MaxIdentity = 1_024;

    private readonly byte[] identity = new byte[(2 * MaxIdentity) + 1];

    /// <summary>Its place in the batch; 0 for an event that stands alone.</summary>
    public int Index { get; set; }

    public bool IsInBatch { get; init; }

    /// <summary>Where the data stands: <c>data</c>, or <c>data_base64</c>.</summary>
    public string DataMember { get; set; } = "data";

    // Worked out when there is a fault, which is nearly never.
    public string Path => IsInBatch ? $"/{Index}" : "";

    public string DataPath => $"{Path}/{DataMember}";

    public EventType? Type { get; set; }

    public DateTimeOffset? Time { get; set; }

    /// <summary>Which members of data were there.</summary>
    public DataFields Present { get; set; }

    /// <summary>
    /// Members of data that cannot be read, with the reason: a fault only if the type has that member.
    /// </summary>
    public List<(DataFields Field, string Path, string Reason)> Doubts { get; } = [];

    public ObjectName? Activity { get; set; }

    public ObjectName? Resource { get; set; }

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
        (Index, DataMember) = (Index + 1, "data");
        (Type, Time, Present, Activity, Resource, Minutes, YearGroup, Rating) = (
            null, null, DataFields.None, null, null, null, null, null);
        (Learner, HasData, SourceLength, IdLength) = (null, false, 0, 0);
        Doubts.Clear();
        Learners.Clear();
        Aliases.Clear();
    }
}
