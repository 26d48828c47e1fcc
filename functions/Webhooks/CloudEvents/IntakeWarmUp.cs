using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>
/// Goes the way of a delivery once while the host still loads the functions: token, connections, the colleges and compiled
/// code are there when the first college of a new instance waits for its answer. Nothing is written.
/// </summary>
public sealed class IntakeWarmUp(
    CollegeDirectory colleges, FactQueue queue, CloudEventDialect dialect, Keyring keyring, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var reading = colleges.AllAsync(stoppingToken);
            var reaching = queue.ReachAsync(stoppingToken);
            ReadSample();
            await Task.WhenAll(reading, reaching);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, stoppingToken) || stoppingToken.IsCancellationRequested)
        {
            // The first delivery meets the same outage and says so to whoever sent it.
        }
    }

    private void ReadSample()
    {
        var now = time.GetUtcNow();
        var college = new CollegeKeys(
            new College(CollegeId.Parse("utc-sample"), new CollegeDefinition { Name = "Sample" }) { Salt = new byte[32] }, keyring);
        var headers = new HeaderDictionary
        {
            ["Content-Type"] = "application/cloudevents+json",
            [WebhookSignature.IdHeader] = "msg_sample",
            [WebhookSignature.TimestampHeader] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            [WebhookSignature.SignatureHeader] = $"v1,{Convert.ToBase64String(new byte[32])}",
        };
        var body = """
            {
              "specversion": "1.0", "id": "1", "source": "/sample", "type": "pathway.resource.viewed",
              "time": "2026-01-01T09:00:00Z", "data": { "learner": "sample-learner", "resource": "sample", "minutes": 1 }
            }
            """u8.ToArray();
        var incoming = new IncomingCall(college.Id.ToString(), headers, new RawBody(body));
        using var batch = new FactBatch(college, now);
        _ = dialect.Authenticate(incoming, college, now).Concat(dialect.Read(incoming, batch)).Count();
        using var message = FactMessage.Write(batch.ToDelivery(dialect.DeliveryId(incoming), dialect.Name));
    }
}
