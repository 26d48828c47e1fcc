using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks;

/// <summary>The way in that every dialect shares: who calls, whether the call is theirs, their quota, and the one storage call.</summary>
public sealed partial class Intake(CollegeDirectory directory, CollegeQuota quota, FactQueue queue, RefusalLog refusals, StorageGuard guard, Keyring keyring, TimeProvider time, ILogger<Intake> logger)
{
    // Many senders give up after 15 seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    // Stands in for a college that does not exist, so that refusing it takes the same work.
    private readonly CollegeKeys nobody = new(new College(CollegeId.Parse("utc-nobody"), new CollegeDefinition { Name = "" }) { Salt = new byte[32] }, keyring);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>
    /// The college if the call is proved to be its own. Before a call is refused the college is read anew (at most once in five
    /// seconds): it may have joined, or rotated its secret, through another instance.
    /// </summary>
    public async ValueTask<CollegeKeys?> AuthenticateAsync(string id, Dialect dialect, Func<CollegeKeys, Refusal?> check, CancellationToken cancellationToken)
    {
        var isId = CollegeId.TryParse(id, out var collegeId);
        var college = isId ? await directory.FindAsync(collegeId, cancellationToken) : null;

        // The same checks whoever is asked for: an unknown college is refused after the work of one that has one secret.
        if (check(college ?? nobody) is null && college is not null)
            return college;
        var fresh = await directory.FindFreshAsync(collegeId, cancellationToken);
        var refusal = check(fresh ?? nobody);
        if (fresh is not null && refusal is null)
            return fresh;
        if (fresh is not null)
            refusals.Note(fresh.Id, dialect, refusal!.Value);
        else
            Log.UnknownCollege(logger, dialect.Word());
        return null;
    }

    /// <summary>The problem a batch has, or null when it can be taken.</summary>
    public IResult? Refuse(FactBatch batch, Dialect dialect)
    {
        var college = batch.College.College;
        if (batch.IsTooLong)
            return Refused(college, dialect, Refusal.TooLarge, Problem.TooLarge($"A delivery may have at most {FactBatch.MaxEvents} events: send the rest in another."));
        if (batch.Faults.Count > 0)
            return Refused(college, dialect, Refusal.Malformed, Problem.Invalid(batch.Faults, batch.FaultyIndex));
        return quota.TryTake(college, batch.Events) is { } wait
            ? Refused(college, dialect, Refusal.Quota, Problem.TooMany($"The college's quota is {quota.PerMinute(college)} events a minute.", wait))
            : null;
    }

    /// <summary>Queues the facts: when this returns, nothing of them can be lost.</summary>
    public Task TakeAsync(FactBatch batch, string deliveryId, Dialect dialect, CancellationToken cancellationToken) => queue.EnqueueAsync(
        new FactDelivery(batch.College.Id, DeliveryName.Of(batch.College, deliveryId), dialect, batch.Arrival, batch.Facts) { Dropped = batch.Dropped.Counts },
        cancellationToken);

    public IResult Refused(College college, Dialect dialect, Refusal refusal, IResult answer)
    {
        refusals.Note(college.Id, dialect, refusal);
        return answer;
    }

    /// <summary>
    /// Answers within the time a sender waits, however long storage would take: 503, and what was sent may come again. Only the body is
    /// read before, for its sender may be slow.
    /// </summary>
    public async Task<IResult> WithinAsync(Func<CancellationToken, Task<IResult>> receive, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        return await guard.RunAsync(() => receive(either.Token), cancellationToken);
    }

    /// <summary>The answer to a body that could not be read, whoever sent it; the college it was meant for sees it in its log.</summary>
    public async Task<IResult> UnreadableAsync(string college, Dialect dialect, BodyOutcome outcome, CancellationToken cancellationToken)
    {
        if (CollegeId.TryParse(college, out var id) && await directory.FindAsync(id, cancellationToken) is { } known)
            refusals.Note(known.Id, dialect, outcome switch { BodyOutcome.TooLarge => Refusal.TooLarge, BodyOutcome.UnknownEncoding => Refusal.MediaType, _ => Refusal.Malformed });
        return ProblemOf(outcome);
    }

    private static IResult ProblemOf(BodyOutcome outcome) => outcome switch
    {
        BodyOutcome.TooLarge => Problem.TooLarge($"A body may have at most {RawBody.Limit} bytes, also once it is unpacked."),
        BodyOutcome.UnknownEncoding => Problem.UnsupportedMediaType("Send the body as it is, or with Content-Encoding: gzip."),
        BodyOutcome.Broken => Problem.Invalid("", "The body is not the gzip it says it is."),
        _ => Problem.Invalid("", "The body stopped on its way, or is not what its headers say."),
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Refused a {Dialect} call for a college that is not in the programme.")]
        public static partial void UnknownCollege(ILogger logger, string dialect);
    }
}
