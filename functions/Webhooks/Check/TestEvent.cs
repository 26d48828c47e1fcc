using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;
using Pathway.Functions.Webhooks.Xapi;

namespace Pathway.Functions.Webhooks.Check;

/// <summary>
/// A call that counts nothing, sent the whole way in a college's name: its own password, the intake, the queue, the
/// delivery log. What it says is no verb of the programme's, so it is taken and dropped like a grade.
/// </summary>
public sealed class TestEvent(
    WebhookReceiver receiver, XapiDialect xapi, Keyring keyring, TimeProvider time, IOptions<ProgrammeOptions> programme)
{
    /// <summary>As the delivery log counts it.</summary>
    public const string Verb = "tested";

    /// <summary>The status that a college's system would have got.</summary>
    public async Task<int> SendAsync(College college, CancellationToken cancellationToken)
    {
        var password = keyring.XapiPassword(college.Id, college.SecretVersion);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{college.Id}:{password}"));
        var headers = new HeaderDictionary
        {
            ["Authorization"] = $"Basic {basic}",
            ["Content-Type"] = "application/json",
            [XapiVersion.Header] = "1.0.3",
        };
        using var body = new RawBody(JsonSerializer.SerializeToUtf8Bytes(Statement()), xapi.MaxBodyBytes);
        var answer = await receiver.AcceptAsync(
            xapi, new IncomingCall(college.Id.ToString(), headers, body), cancellationToken);
        return (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
    }

    // Its moment makes each one another.
    private Dictionary<string, object> Statement()
    {
        var home = programme.Value.BaseUrl.TrimEnd('/');
        return new(StringComparer.Ordinal)
        {
            ["actor"] = new { account = new { homePage = home, name = "test" } },
            ["verb"] = new { id = $"{home}/verbs/{Verb}" },
            ["object"] = new { id = $"{home}/test" },
            ["timestamp"] = time.GetUtcNow(),
        };
    }
}
