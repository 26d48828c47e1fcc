using Azure;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Letters;

/// <summary>A letter as the table holds it.</summary>
public sealed record LetterSlot(LetterKey Key, LetterState State)
{
    /// <summary>Who is at it: random, so that a write whose answer was lost is told from somebody else's.</summary>
    public string? Holder { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>In which mailbox its message is or is being made; null before there is any.</summary>
    public Mailbox? Mailbox { get; init; }

    /// <summary>Immutable id of the message in that mailbox.</summary>
    public string? MessageId { get; init; }

    public DateTimeOffset? NextTry { get; init; }

    /// <summary>How often in a row it has failed.</summary>
    public int Failures { get; init; }

    /// <summary>Empty for one that has no row yet.</summary>
    public ETag ETag { get; init; }

    public bool IsDone => State is LetterState.Sent or LetterState.Dropped or LetterState.Lost;

    /// <summary>Whether somebody may begin with it now.</summary>
    public bool IsFree(DateTimeOffset now) => !IsDone && !(LeaseUntil > now) && !(NextTry > now);

    public LetterSlot Done(LetterState state) =>
        this with { State = state, Holder = null, LeaseUntil = null, NextTry = null, Failures = 0 };

    /// <summary>Given back, to be tried again.</summary>
    public LetterSlot Later(DateTimeOffset next) => this with { LeaseUntil = null, NextTry = next, Failures = Failures + 1 };

    public bool IsSameWriteAs(LetterSlot other) =>
        State == other.State && Holder == other.Holder && MessageId == other.MessageId && NextTry == other.NextTry;
}
