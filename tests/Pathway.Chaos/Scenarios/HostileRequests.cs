using System.Collections.Concurrent;
using System.Diagnostics;
using Pathway.Chaos.Fuzz;
using Pathway.Chaos.People;
using Pathway.Chaos.Reckoning;

namespace Pathway.Chaos.Scenarios;

/// <summary>Every route is sent what nobody should send, while the colleges go on reporting.</summary>
internal sealed class HostileRequests : IScenario
{
    private const int Connections = 12;

    /// <summary>As long as any answer may take.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);

    public string Name => "hostile-requests";

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        var stack = await run.SharedStackAsync(cancellationToken);
        var requests = run.Size(20_000, 1_000_000);
        var signed = await College.JoinAsync("utc-fuzz-signed", stack.People.Mark, stack.People.Patience, cancellationToken);
        var grammar = new RequestGrammar(await HttpRoute.FindAsync(stack, cancellationToken), signed, stack.People.Mark, run.Seed);
        var (warm, logged, warned) = (0L, stack.Log.Bytes, stack.Log.Warnings);
        var (clock, statuses) = (Stopwatch.StartNew(), new ConcurrentDictionary<int, int>());

        await Life.DuringAsync(
            stack,
            run.Draws(Name),
            async () =>
            {
                // Bodies of megabytes make the heap as large as it has to be, once: what grows after the first tenth is a leak.
                var kinds = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
                await SendAsync(stack.Addresses[0], grammar, 0..(requests / 10), statuses, kinds, tally, cancellationToken);
                warm = await stack.WorkerBytesAsync();
                await SendAsync(stack.Addresses[0], grammar, (requests / 10)..requests, statuses, kinds, tally, cancellationToken);
                tally.Count("kinds of fault", kinds.Count);
            },
            cancellationToken);

        tally.Count("requests", requests);
        tally.Count("a second", requests / clock.Elapsed.TotalSeconds);
        foreach (var group in statuses.GroupBy(status => status.Key / 100).OrderBy(group => group.Key))
            tally.Count(group.Key == 0 ? "closed" : $"{group.Key}xx", group.Sum(status => status.Value));
        JudgeLog(tally, requests, stack.Log.Bytes - logged, stack.Log.Warnings - warned);
        await FinalReckoning.JudgeAsync(stack, tally, warm, cancellationToken);
    }

    private static async Task SendAsync(
        Uri app,
        RequestGrammar grammar,
        Range requests,
        ConcurrentDictionary<int, int> statuses,
        ConcurrentDictionary<string, int> kinds,
        Tally tally,
        CancellationToken cancellationToken)
    {
        var next = requests.Start.Value - 1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(
            async () =>
            {
                using var connection = new RawConnection(app);
                for (int number; (number = Interlocked.Increment(ref next)) < requests.End.Value;)
                {
                    var request = grammar.Make(number);
                    var answer = await connection.AskAsync(request, AnswerLimit, cancellationToken);
                    statuses.AddOrUpdate(answer.Status, 1, static (_, count) => count + 1);
                    if (Fault(request, answer) is not { } fault)
                        continue;

                    // One of a kind is told, with its number: the rest is the same fault again.
                    var kind = $"{request.What.Split(':')[0]} {fault}";
                    if (kinds.AddOrUpdate(kind, 1, static (_, count) => count + 1) == 1)
                        tally.Fault($"Request {number}, {fault}: {request.What}");
                }
            },
            cancellationToken)));
    }

    private static string? Fault(RawRequest request, RawAnswer answer) => answer switch
    {
        { IsLate: true } => $"no answer in {AnswerLimit.TotalSeconds:0} s",
        { IsAccident: true } => $"answered {answer.Status}",
        { Status: 0 } when request.IsWhole => "closed without an answer",
        _ => null,
    };

    private static void JudgeLog(Tally tally, int requests, long bytes, long warnings)
    {
        tally.Count("log bytes a request", (double)bytes / requests);
        tally.Count("warnings a request", (double)warnings / requests);
        tally.Expect(bytes <= 4_096L * requests, $"{requests} requests made {bytes >> 20} MB of log.");
        tally.Expect(warnings <= requests, $"{requests} requests made {warnings} warnings.");
    }
}
