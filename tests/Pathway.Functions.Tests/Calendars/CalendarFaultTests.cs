using Pathway.Functions.Calendars;
using Pathway.Functions.Programme;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class CalendarFaultTests
{
    // The mark that tells one write from another is random; a change that came through at the second try was made later.
    private static readonly string[] Unsteady = ["Invitations.Mark", "Activities.ChangedAt", "Activities.CancelledAt"];

    [Fact]
    public Task Invites_once_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "sync one activity",
            app => app.JoinAsync("utc-leeds"),
            app => ActAsync(app, () => app.PutOnceAsync("hospital-ai", CalendarDriver.Masterclass())))
        {
            Ignore = Unsteady,
        },
        TestContext.Current.TestOutputHelper!.WriteLine);

    [Fact]
    public Task Cancels_once_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "cancel one activity",
            async app =>
            {
                await app.JoinAsync("utc-leeds");
                await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
            },
            app => ActAsync(app, () => app.CancelAsync("hospital-ai")))
        {
            Ignore = Unsteady,
        },
        TestContext.Current.TestOutputHelper!.WriteLine);

    /// <summary>A caller who repeats what was not answered, then the sync, as its queue delivers it again and again.</summary>
    private static async Task ActAsync(AppUnderTest app, Func<Task> change)
    {
        // An intent whose writer died is taken over once its time has passed.
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await change();
        await app.Get<InvitationSync>().RunAsync(ActivityId.Parse("hospital-ai"), CancellationToken.None);

        // What is left on the queue asks for what was just done.
        await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
    }
}
