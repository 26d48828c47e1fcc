using System.Text.Json.Serialization;

namespace Pathway.GraphSimulator;

/// <summary>What one recipient got.</summary>
/// <param name="N">Counts from 1.</param>
/// <param name="Kind"><c>invite</c>, <c>update</c> or <c>cancel</c> of an event; <c>message</c> for anything sent as
/// mail.</param>
/// <param name="From">The mailbox that sent it.</param>
/// <param name="EventId">The event's immutable id.</param>
/// <param name="MessageId">The message's immutable id.</param>
/// <param name="Html">The body of a message.</param>
public sealed record DeliveredMail(
    long N, DateTimeOffset At, string Kind, string To, string From, string Subject,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EventId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MessageId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Html)
{
    /// <summary>What the organiser said with a cancellation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Comment { get; init; }
}

/// <summary>One sending to everybody it went to; kept whole, for 500 invitations share one body.</summary>
internal sealed record Posting(
    long FirstN,
    DateTimeOffset At,
    string Kind,
    string From,
    string Subject,
    string Body,
    string? EventId,
    string? MessageId,
    IReadOnlyList<string> To)
{
    public string? Comment { get; init; }
}

/// <summary>All mail that anybody received, oldest first.</summary>
internal sealed class MailLog
{
    private long count;

    public List<Posting> Postings { get; } = [];

    public void Restore(IEnumerable<Posting> postings)
    {
        Postings.AddRange(postings);
        count = Postings.Sum(posting => (long)posting.To.Count);
    }

    public void Deliver(Posting posting)
    {
        if (posting.To.Count == 0)
            return;
        Postings.Add(posting with { FirstN = count + 1 });
        count += posting.To.Count;
    }

    public IEnumerable<DeliveredMail> Delivered() =>
        Postings.SelectMany(posting => posting.To.Select((to, index) => new DeliveredMail(
        posting.FirstN + index, posting.At, posting.Kind, to, posting.From, posting.Subject, posting.EventId,
        posting.MessageId,
        posting.MessageId is null ? null : posting.Body)
        {
            Comment = posting.Comment,
        }));

    public Posting? Containing(long n) =>
        Postings.LastOrDefault(posting => posting.FirstN <= n && n < posting.FirstN + posting.To.Count);
}
