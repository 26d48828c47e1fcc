using System.Collections.Concurrent;
using System.Diagnostics;
using Pathway.Chaos.Fuzz;
using Pathway.Chaos.People;
using Pathway.Chaos.Reckoning;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Scenarios;

/// <summary>Every route is sent what nobody should send, while the colleges go on reporting.</summary>
internal sealed class HostileRequests : IScenario
{
    private const int Connections = 12;

    /// <summary>
    /// Everything is started anew for so many: the emulator of storage looks through all its rows at every query, and after twice
    /// as many it would be its own processor time that is measured.
    /// </summary>
    private const int Round = 20_000;

    /// <summary>After so many the worker's memory is looked at.</summary>
    private const int Look = 1_000;

    /// <summary>As long as any answer may take.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);

    public string Name => "hostile-requests";

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        var requests = run.Size(Round, 1_000_000);
        var answers = new Answers(tally);
        var (logged, warned) = (0L, 0L);
        for (var from = 0; from < requests; from += Round)
        {
            await run.ForgetStackAsync();
            var stack = await run.SharedStackAsync(cancellationToken);
            var (bytes, warnings) = (stack.Log.Bytes, stack.Log.Warnings);
            await RoundAsync(run, stack, from..Math.Min(from + Round, requests), answers, tally, cancellationToken);
            (logged, warned) = (logged + stack.Log.Bytes - bytes, warned + stack.Log.Warnings - warnings);
        }

        answers.Count();
        JudgeLog(tally, requests, logged, warned);
    }

    private async Task RoundAsync(
        ChaosRun run, ChaosStack stack, Range requests, Answers answers, Tally tally, CancellationToken cancellationToken)
    {
        var signed = await College.JoinAsync("utc-fuzz-signed", stack.People.Mark, stack.People.Patience, cancellationToken);
        var grammar = new RequestGrammar(await HttpRoute.FindAsync(stack, cancellationToken), signed, stack.People.Mark, run.Seed);
        var (first, end) = (requests.Start.Value, requests.End.Value);
        var (warm, half) = (0L, first + ((end - first) / 2));

        await Life.DuringAsync(
            stack,
            run.Draws(Name),
            async () =>
            {
                // Bodies of megabytes make the heap as large as it has to be: what the second half adds to the first is a leak.
                for (var from = first; from < half; from += Look)
                {
                    await SendAsync(stack.Addresses[0], grammar, from..Math.Min(from + Look, half), answers, cancellationToken);
                    warm = Math.Max(warm, await stack.WorkerBytesAsync());
                }

                await SendAsync(stack.Addresses[0], grammar, half..end, answers, cancellationToken);
            },
            cancellationToken);

        await FinalReckoning.JudgeAsync(stack, tally, warm, cancellationToken);
    }

    private static async Task SendAsync(
        Uri app, RequestGrammar grammar, Range requests, Answers answers, CancellationToken cancellationToken)
    {
        var next = requests.Start.Value - 1;
        answers.Start();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(
            async () =>
            {
                using var connection = new RawConnection(app);
                for (int number; (number = Interlocked.Increment(ref next)) < requests.End.Value;)
                {
                    var request = grammar.Make(number);
                    answers.Add(number, request, await connection.AskAsync(request, AnswerLimit, cancellationToken));
                }
            },
            cancellationToken)));
        answers.Stop();
    }

    private static void JudgeLog(Tally tally, int requests, long bytes, long warnings)
    {
        tally.Count("log bytes a request", (double)bytes / requests);
        tally.Count("warnings a request", (double)warnings / requests);
        tally.Expect(bytes <= 4_096L * requests, $"{requests} requests made {bytes >> 20} MB of log.");
        tally.Expect(warnings <= requests, $"{requests} requests made {warnings} warnings.");
    }

    /// <summary>What was answered, of all rounds.</summary>
    private sealed class Answers(Tally tally)
    {
        private readonly ConcurrentDictionary<int, int> statuses = new();
        private readonly ConcurrentDictionary<string, int> kinds = new(StringComparer.Ordinal);
        private readonly Stopwatch clock = new();

        public void Add(int number, RawRequest request, RawAnswer answer)
        {
            statuses.AddOrUpdate(answer.Status, 1, static (_, count) => count + 1);
            if (Fault(request, answer) is not { } fault)
                return;

            // One of a kind is told, with its number: the rest is the same fault again.
            var kind = $"{request.What.Split(':')[0]} {fault}";
            if (kinds.AddOrUpdate(kind, 1, static (_, count) => count + 1) == 1)
                tally.Fault($"Request {number}, {fault}: {request.What}");
        }

        public void Start() => clock.Start();

        public void Stop() => clock.Stop();

        public void Count()
        {
            var requests = statuses.Sum(status => status.Value);
            tally.Count("kinds of fault", kinds.Count);
            tally.Count("requests", requests);
            tally.Count("a second", requests / clock.Elapsed.TotalSeconds);
            foreach (var group in statuses.GroupBy(status => status.Key / 100).OrderBy(group => group.Key))
                tally.Count(group.Key == 0 ? "closed" : $"{group.Key}xx", group.Sum(status => status.Value));
        }

        private static string? Fault(RawRequest request, RawAnswer answer) => answer switch
        {
            { IsLate: true } => $"no answer in {AnswerLimit.TotalSeconds:0} s",
            { IsAccident: true } => $"answered {answer.Status}",
            { Status: 0 } when request.IsWhole => "closed without an answer",
            _ => null,
        };
    }
}
