using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Signals;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>One delivery, whatever its dialect: cap, raw body, verify, parse, minimise, enqueue, answer.</summary>
public sealed class WebhookReceiver(
    SenderAuthentication senders,
    CollegeDirectory directory,
    CollegeQuota quota,
    FactQueue queue,
    RefusalLog refusals,
    HttpGuard guard,
    TimeProvider time)
{
    public Task<IResult> ReceiveAsync(
        IDialect dialect, HttpRequest request, string college, CancellationToken cancellationToken) =>
        guard.RunAsync(request, async () =>
        {
            using var body = await RawBody.ReadAsync(request, dialect.MaxBodyBytes, cancellationToken);
            return await AcceptAsync(
                dialect, dialect.Unfold(IncomingCall.From(request, college, body)), cancellationToken);
        });

    /// <summary>The same for a call that is in memory already.</summary>
    public async Task<IResult> AcceptAsync(
        IDialect dialect, IncomingCall incoming, CancellationToken cancellationToken)
    {
        if (IntakeStep.Body(incoming.Body) is { IsPassed: false } unread)
            return await RefuseUnreadAsync(dialect, incoming, unread, cancellationToken);
        if (await senders.AuthenticateAsync(incoming.College, dialect.Name, Prove, cancellationToken) is not { } sender)
            return dialect.Unauthenticated(time.GetUtcNow());

        using var batch = new FactBatch(sender, time.GetUtcNow());
        foreach (var step in dialect.Read(incoming, batch))
        {
            if (!step.IsPassed)
                return Refuse(dialect, sender.Id, step, isProved: true);
        }

        if (quota.TryTake(sender.College, batch.Events) is { } wait)
            return Refuse(dialect, sender.Id, OverQuota(sender.College, wait), isProved: true);
        var id = dialect.DeliveryId(incoming);
        await queue.SendAsync(batch.ToDelivery(id, dialect.Name), cancellationToken);
        Instruments.DeliveriesAccepted.Add(1, Instruments.Dialect(dialect.Name.Word()));
        Instruments.FieldsDropped.AddSome(batch.Dropped.Total, [Instruments.Dialect(dialect.Name.Word())]);
        return dialect.Answer(incoming, batch, id);

        IntakeStep? Prove(CollegeKeys college) =>
            IntakeStep.FirstRefused(dialect.Authenticate(incoming, college, time.GetUtcNow()));
    }

    /// <summary>
    /// Nobody is asked who sent a body that could not be read; the college it was meant for sees it in its log.
    /// </summary>
    private async Task<IResult> RefuseUnreadAsync(
        IDialect dialect, IncomingCall incoming, IntakeStep unread, CancellationToken cancellationToken)
    {
        if (CollegeId.TryParse(incoming.College, out var id)
            && await directory.FindAsync(id, cancellationToken) is { } known)
            return Refuse(dialect, known.Id, unread, isProved: false);
        return unread.Answer!;
    }

    private IResult Refuse(IDialect dialect, CollegeId college, IntakeStep step, bool isProved)
    {
        refusals.Note(college, dialect.Name, step.Refusal!.Value, step.Detail, isProved);
        return step.Answer!;
    }

    private IntakeStep OverQuota(College college, TimeSpan wait) => IntakeStep.Refused(
        "quota", Refusal.Quota, $"The college's quota is {quota.PerMinute(college)} events a minute.", detail =>
            Problem.TooMany(detail, wait));
}
