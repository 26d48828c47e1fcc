using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Functions.Webhooks.Signatures;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// Processor time from a delivery's bytes to its queue message, against what cannot be avoided: hashing the body, one pass of a
/// JSON reader, one HMAC per learner.
/// </summary>
internal sealed class AcceptCpuBenchmark : IBenchmark
{
    private const int Rounds = 30;
    private const int Times = 200;

    public string Name => "accept-cpu";

    public Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        var keyring = new Keyring(Convert.FromBase64String(AppUnderTest.RootKey));
        var college = new CollegeKeys(new College(CollegeId.Parse("utc-bench"), new CollegeDefinition { Name = "Bench" }) { Salt = new byte[32] }, keyring);
        var load = new WebhookLoad("utc-bench", keyring.WebhookSecret(college.Id, 1));
        var (body, now) = (WebhookLoad.Body(1), TimeProvider.System.GetUtcNow());
        var timestamp = $"{now.ToUnixTimeSeconds()}";
        var signature = new WebhookSignature("msg_1", timestamp, load.Sign("msg_1", timestamp, body));
        var learners = Learners(body);
        var key = RandomNumberGenerator.GetBytes(32);

        var ratios = new List<(double App, double Floor)>();
        for (var round = 0; round < Rounds; round++)
        {
            var app = Measure(() => Accept(college, signature, body, now));
            var floor = Measure(() => Unavoidable(key, body, learners));
            if (round >= 5)
                ratios.Add((app, floor));
        }

        var (value, bottom) = (Benchmarks.Rounds.Median(ratios.Select(pair => pair.App)), Benchmarks.Rounds.Median(ratios.Select(pair => pair.Floor)));
        return Task.FromResult<IReadOnlyList<BenchmarkRow>>(
        [
            new BenchmarkRow(Name, value, "us/delivery", bottom, Benchmarks.Rounds.Median(ratios.Select(pair => pair.App / pair.Floor)), $"{WebhookLoad.EventsPerDelivery} events, {body.Length} bytes: verify, read, minimise, write the message; without HTTP, quota and the base64 of the queue"),
        ]);
    }

    private static int Accept(CollegeKeys college, WebhookSignature signature, byte[] body, DateTimeOffset now)
    {
        var raw = new RawBody(BodyOutcome.Read, body, body);
        if (CloudEventIntake.Check(college, signature, raw, now) is not null)
            throw new InvalidOperationException("The sample is not signed.");
        using var batch = new FactBatch(college, now);
        CloudEventReader.ReadMany(body, batch);
        return FactMessage.Write(new FactDelivery(college.Id, "msg_1", Dialect.CloudEvents, now, batch.Facts) { Dropped = batch.Dropped.Counts }).Length;
    }

    private static int Unavoidable(byte[] key, byte[] body, byte[][] learners)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, body, mac);
        var reader = new Utf8JsonReader(body);
        var tokens = 0;
        while (reader.Read())
            tokens++;
        foreach (var learner in learners)
            HMACSHA256.HashData(key, learner, mac);
        return tokens + mac[0];
    }

    private static byte[][] Learners(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.EnumerateArray().Select(item => Encoding.UTF8.GetBytes(item.GetProperty("data").GetProperty("learner").GetString()!))];
    }

    /// <summary>Microseconds of this process's processor time for one call.</summary>
    private static double Measure(Func<int> work)
    {
        var (before, sum) = (Environment.CpuUsage.TotalTime, 0);
        for (var i = 0; i < Times; i++)
            sum += work();
        return sum == 0 ? double.NaN : (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Times;
    }
}
