using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Functions.Webhooks.Intake;
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

    private static readonly CloudEventDialect Sender = new CloudEventDialect();

    public string Name => "accept-cpu";

    public Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        var keyring = new Keyring(Convert.FromBase64String(AppUnderTest.RootKey));
        var college = new CollegeKeys(
            new College(CollegeId.Parse("utc-bench"), new CollegeDefinition { Name = "Bench" }) { Salt = new byte[32] },
            keyring);
        var load = new WebhookLoad("utc-bench", keyring.WebhookSecret(college.Id, 1));
        var (body, now) = (WebhookLoad.Body(1), TimeProvider.System.GetUtcNow());
        var timestamp = $"{now.ToUnixTimeSeconds()}";
        var headers = new HeaderDictionary
        {
            ["Content-Type"] = "application/cloudevents-batch+json",
            [WebhookSignature.IdHeader] = "msg_1",
            [WebhookSignature.TimestampHeader] = timestamp,
            [WebhookSignature.SignatureHeader] = load.Sign("msg_1", timestamp, body),
        };
        var learners = Learners(body);
        var key = RandomNumberGenerator.GetBytes(32);

        var ratios = new List<(double App, double Floor)>();
        for (var round = 0; round < Rounds; round++)
        {
            var app = Measure(() => Accept(college, headers, body, now));
            var floor = Measure(() => Unavoidable(key, body, learners));
            if (round >= 5)
                ratios.Add((app, floor));
        }

        var (value, bottom) = (Benchmarks.Rounds.Median(ratios.Select(pair => pair.App)), Benchmarks.Rounds.Median(ratios.Select(pair => pair.Floor)));
        return Task.FromResult<IReadOnlyList<BenchmarkRow>>(
        [
            new BenchmarkRow(
                Name,
                value,
                "us/delivery",
                bottom,
                Benchmarks.Rounds.Median(ratios.Select(pair => pair.App / pair.Floor)),
                $"{WebhookLoad.EventsPerDelivery} events, {body.Length} bytes: verify, read, minimise, write the message; without HTTP, quota and the base64 of the queue"),
        ]);
    }

    private static int Accept(CollegeKeys college, IHeaderDictionary headers, byte[] body, DateTimeOffset now)
    {
        var incoming = new IncomingCall("utc-bench", headers, new RawBody(body));
        using var batch = new FactBatch(college, now);
        if (!Sender.Authenticate(incoming, college, now).Concat(Sender.Read(incoming, batch)).All(step => step.IsPassed))
            throw new InvalidOperationException("The sample is not good.");
        using var message = FactMessage.Write(batch.ToDelivery(Sender.DeliveryId(incoming), Sender.Name));
        return message.Length;
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
        return
        [
            .. document.RootElement.EnumerateArray()
                .Select(item => Encoding.UTF8.GetBytes(item.GetProperty("data").GetProperty("learner").GetString()!)),
        ];
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
