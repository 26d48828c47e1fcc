using System.Globalization;
using System.Text;

namespace Pathway.Benchmarks.Capacity;

/// <summary><c>docs/capacity.md</c>: what a month of term comes to for so many colleges, and what ends first.</summary>
internal static class CapacityPage
{
    private static readonly int[] Sizes = [10, 50, 500, 5_000];

    public static string Write(CapacityMeasures measured, MailboxProof one, MailboxProof several)
    {
        var text = new StringBuilder(Head(measured));
        text.Append(
            """

            ## A month of term
            | colleges | facts | storage calls | Graph requests | people written to | function runs | GB-seconds | dollars |
            |---|---|---|---|---|---|---|---|

            """);
        foreach (var size in Sizes)
            text.AppendLine(MonthRow(size, Month(measured, size)));
        text.Append(
            """

            Dollars are what is used: calls, executions after the monthly grant, and the month's facts kept. Log Analytics, the plan's
            always-ready instances and taxes come on top.

            ## What ends first
            Used of each limit on the busiest day, with one mailbox; over 100% does not go on that day.

            | colleges | people (10,000 a day) | Monday (30 mails a minute, an hour) | Graph (10,000 in 10 min) | entities (20,000/s) | queue (2,000/s) |
            |---|---|---|---|---|---|

            """);
        foreach (var size in Sizes)
            text.AppendLine(LimitRow(measured, size));
        return text.Append(Foot(measured)).Append(Several(one, several)).ToString().ReplaceLineEndings("\n");
    }

    private static string Head(CapacityMeasures measured) => string.Create(CultureInfo.InvariantCulture, $"""
        # Capacity
        Written by `dotnet run -c Release --project tests/Pathway.Benchmarks -- capacity`: the counts are the app's own calls on
        Azurite and the Graph simulator, at 5 and at 25 colleges, and what lies beyond is reckoned from the two. Prices are list
        prices in US dollars of November 2026, of an uncertain region.

        A college sends {Workload.DeliveriesADay} deliveries of {WebhookLoad.EventsPerDelivery} facts on each of
        {Workload.SchoolDays} school days, has {Workload.AddressesOfCollege} addresses that are invited and one contact; the
        programme puts in {Workload.ActivitiesAMonth} activities a month for everybody and moves {Workload.MovedAMonth}; its
        busiest day has {Workload.ActivitiesOnOneDay} of these.

        | measured | storage calls | Graph requests | people written to |
        |---|---|---|---|
        {MeasuredRow("a delivery of fifty facts, from the call to the table", measured.Delivery, null)}
        {MeasuredRow("an activity put in", measured.Activity.Fixed, measured.Activity.EachCollege)}
        {MeasuredRow("an activity moved", measured.Move.Fixed, measured.Move.EachCollege)}
        {MeasuredRow("a week's digests", measured.Digests.Fixed, measured.Digests.EachCollege)}
        {MeasuredRow("a month of timers with nothing to do", measured.Timers.Fixed, measured.Timers.EachCollege)}

        """);

    private static string MeasuredRow(string what, Usage once, Usage? each) =>
        $"| {what} | {Both(once.Storage, each?.Storage)} | {Both(once.Graph, each?.Graph)} | {Both(once.People, each?.People)} |";

    private static string Both(double once, double? each) => each is { } college && Math.Abs(college) >= 0.005
        ? $"{Number(once)} + {Number(college)} a college"
        : Number(once);

    private static Usage Month(CapacityMeasures measured, int colleges) =>
        (measured.Delivery * (colleges * Workload.DeliveriesADay * Workload.SchoolDays))
        + (Activities(measured.Activity, colleges) * Workload.ActivitiesAMonth)
        + (Activities(measured.Move, colleges) * Workload.MovedAMonth)
        + (measured.Digests.For(colleges) * Workload.Weeks)
        + (measured.Timers.For(colleges) * (Workload.Days / 30));

    // Past 500 addresses an activity has one event more for each 500.
    private static Usage Activities(Cost cost, int colleges) =>
        (cost.Fixed * Events(colleges)) + (cost.EachCollege * colleges);

    private static double Events(int colleges) => Math.Ceiling(colleges * Workload.AddressesOfCollege / 500.0);

    private static double Facts(int colleges) =>
        (double)colleges * Workload.DeliveriesADay * Workload.SchoolDays * WebhookLoad.EventsPerDelivery;

    private static string MonthRow(int colleges, Usage month)
    {
        var seconds = month.Runs * Prices.SecondsOfRun * Prices.GigabytesOfInstance / Prices.CallsAtOnce;
        var money = (month.Tables / 10_000 * Prices.TablesPer10K)
            + (month.Queues / 10_000 * Prices.QueuesPer10K)
            + (month.Blobs / 10_000 * Prices.BlobWritesPer10K)
            + (Facts(colleges) * Workload.BytesOfFact / 1e9 * Prices.TableGigabyte)
            + (Math.Max(0, seconds - Prices.FreeGigabyteSeconds) * Prices.GigabyteSecond)
            + (Math.Max(0, month.Runs - Prices.FreeRuns) / 1e6 * Prices.MillionRuns);
        double[] cells = [colleges, Facts(colleges), month.Storage, month.Graph, month.People, month.Runs, seconds, money];
        return $"| {string.Join(" | ", cells.Select(Number))} |";
    }

    private static string LimitRow(CapacityMeasures measured, int colleges)
    {
        var people = Activities(measured.Activity, colleges).People * Workload.ActivitiesOnOneDay;
        var monday = measured.Digests.For(colleges).Messages / (Limits.MessagesAMinute * Limits.DigestMinutes);
        var graph = Math.Max(
            measured.Digests.For(colleges).Graph / Limits.DigestMinutes * 10,
            Activities(measured.Activity, colleges).Graph * Workload.ActivitiesOnOneDay);

        // All of a school day's deliveries within three hours, and a third of those within one.
        var deliveries = (double)colleges * Workload.DeliveriesADay / 3 / 3_600;
        double[] shares =
        [
            people / Limits.PeopleADay,
            monday,
            graph / Limits.RequestsInTenMinutes,
            deliveries * (WebhookLoad.EventsPerDelivery + 10) / Limits.EntitiesASecond,
            deliveries / Limits.QueueMessagesASecond,
        ];
        return $"| {Number(colleges)} | {string.Join(" | ", shares.Select(Share))} |";
    }

    private static string Foot(CapacityMeasures measured)
    {
        var each = measured.Activity.EachCollege.People;
        var colleges = Math.Floor(Limits.PeopleADay / (each * Workload.ActivitiesOnOneDay));
        return string.Create(CultureInfo.InvariantCulture, $"""

            **The mailbox ends first**: with {Workload.ActivitiesOnOneDay} activities on a day at {colleges:#,0} colleges, long before
            tables, queues or functions. Nothing is lost there: what has no room waits for the next day, the ledger and health
            `mailbox` say until when (`Graph__RecipientsPerDay`, `Graph__MessagesPerMinute`). Before that: give each college one
            distribution list as its address, which counts once; put large changes on different days; ask Microsoft for a higher
            limit of the tenant. Past it there are [several](operate.md#several-mailboxes).

            """);
    }

    private static string Several(MailboxProof one, MailboxProof several) => string.Create(CultureInfo.InvariantCulture, $"""

        ## Several mailboxes
        Run on the simulator with Exchange's limits on: a Monday of {BusyMonday.Colleges} colleges,
        their digests first, then {BusyMonday.Activities} activities for everybody put in at once ({several.People:#,0} mails).

        | with | mailbox | invitations on the day | digests | people (10,000) | fullest minute (30 mails) |
        |---|---|---|---|---|---|
        {Rows("one", one)}
        {Rows("three", several)}

        | with | last digest | last invitation | came back |
        |---|---|---|---|
        {DoneRow("one", one)}
        {DoneRow("three", several)}

        An invitation is an event of at most 500 people. Activities and digests are spread by a rule that depends on their ids
        alone, so parts are alike only in the long run; one activity is one mailbox's.

        """);

    private static string Rows(string with, MailboxProof proof) => string.Join('\n', proof.Days.Select(day =>
        $"| {with} | {day.Mailbox.Split('@')[0]} | {Number(day.Invitations)} | {Number(day.Digests)} | "
        + $"{Number(day.People)} ({Share(day.People / Limits.PeopleADay)}) | {Number(day.FullestMinute)} |"));

    private static string DoneRow(string with, MailboxProof proof) =>
        $"| {with} | {After(proof.DigestsDone)} | {After(proof.InvitationsDone)} | {Number(proof.Returned)} |";

    private static string After(TimeSpan time) => time < TimeSpan.FromHours(2)
        ? $"after {Number(Math.Round(time.TotalMinutes))} minutes"
        : $"after {Number(Math.Round(time.TotalHours))} hours";

    private static string Share(double share) => share.ToString(share < 0.1 ? "0.0%" : "0%", CultureInfo.InvariantCulture);

    private static string Number(double number) =>
        number.ToString(Math.Abs(number) >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
