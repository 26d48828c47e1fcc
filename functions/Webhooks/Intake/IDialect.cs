using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// A way of sending facts over HTTP. What its calls go through is the same for all (<see cref="WebhookReceiver"/>); a dialect
/// says how they prove whose they are, how a body is read, and how it is answered.
/// </summary>
public interface IDialect
{
    Dialect Name { get; }

    /// <summary>The most bytes a body may have, on the wire and unpacked.</summary>
    int MaxBodyBytes => RawBody.DefaultLimit;

    /// <summary>The call that is meant, where a dialect has a way of wrapping one in another.</summary>
    IncomingCall Unfold(IncomingCall incoming) => incoming;

    /// <summary>
    /// Proves that a call is the college's own. The receiver stops at the first step that is refused; the check for people
    /// shows them all. Touches nothing but its arguments, and does the same work for a college that does not exist.
    /// </summary>
    IEnumerable<IntakeStep> Authenticate(IncomingCall incoming, CollegeKeys college, DateTimeOffset now);

    /// <summary>The one answer to every call that is not proved to be the college's.</summary>
    /// <param name="now">The server's time, which is in the answer: a sender's clock is what is wrong most often.</param>
    IResult Unauthenticated(DateTimeOffset now);

    /// <summary>
    /// Reads the body into facts, step by step as above; the last step is <see cref="IntakeStep.Events"/>.
    /// </summary>
    IEnumerable<IntakeStep> Read(IncomingCall incoming, FactBatch batch);

    /// <summary>
    /// What the sender calls this delivery, or a name made from its content: the same call again has the same.
    /// </summary>
    string DeliveryId(IncomingCall incoming);

    /// <summary>The answer once everything is safely queued.</summary>
    IResult Answer(IncomingCall incoming, FactBatch batch, string deliveryId);
}
