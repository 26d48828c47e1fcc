using System.Net;
using System.Text;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>A college's own key pair, with Node's crypto as the one who signs.</summary>
public sealed class Ed25519Tests
{
    [Fact]
    public async Task Takes_a_delivery_signed_with_the_key_pair_the_college_registered()
    {
        await using var app = await AppUnderTest.StartAsync();
        var body = Encoding.UTF8.GetString(CollegeSystem.Body(CollegeSystem.Viewed("1")));
        var signed = JsonDocument.Parse(await Node.RunAsync(
            """
            const { generateKeyPairSync, sign } = require('crypto');
            const { publicKey, privateKey } = generateKeyPairSync('ed25519');
            const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
            const signature = sign(null, Buffer.from(`msg_ed1.${input.seconds}.${input.body}`), privateKey).toString('base64');
            console.log(JSON.stringify({ key: 'whpk_' + raw, signature: 'v1a,' + signature }));
            """,
            new { seconds = app.Time.GetUtcNow().ToUnixTimeSeconds(), body })).RootElement;
        var leeds = await CollegeSystem.JoinAsync(
            app, definition: new { name = "Leeds", webhookPublicKey = signed.GetProperty("key").GetString() });

        using var response = await leeds.SendAsync(Encoding.UTF8.GetBytes(body), CollegeSystem.Batch, "msg_ed1", Sign);
        using var changed = await leeds.SendAsync(
            Encoding.UTF8.GetBytes(body + " "), CollegeSystem.Batch, "msg_ed1", Sign);
        using var renamed = await leeds.SendAsync(Encoding.UTF8.GetBytes(body), CollegeSystem.Batch, "msg_ed2", Sign);

        Assert.Equal(
            (HttpStatusCode.Accepted, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized),
            (response.StatusCode, changed.StatusCode, renamed.StatusCode));
        void Sign(HttpRequestMessage request)
        {
            request.Headers.Remove("webhook-signature");
            request.Headers.Add("webhook-signature", "v1a,AAAA " + signed.GetProperty("signature").GetString());
        }
    }
}
