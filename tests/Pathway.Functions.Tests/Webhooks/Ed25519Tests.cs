using System.Net;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Webhooks.Signatures;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>Known answers: RFC 8032 section 7.1, and Node's crypto as an independent implementation.</summary>
public sealed class Ed25519Tests
{
    [Theory]
    [InlineData("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Verifies_the_vectors_of_rfc_8032_and_nothing_near_them(string key, string message, string signature)
    {
        var (publicKey, text, signed) = (Convert.FromHexString(key), Convert.FromHexString(message), Convert.FromHexString(signature));
        var changed = (byte[])signed.Clone();
        changed[3] ^= 1;

        Assert.True(Ed25519.Verify(publicKey, text, signed));
        Assert.False(Ed25519.Verify(publicKey, [.. text, 0], signed));
        Assert.False(Ed25519.Verify(publicKey, text, changed));
        Assert.False(Ed25519.Verify(Convert.FromHexString("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660d"), text, signed));
    }

    [Fact]
    public void Refuses_a_scalar_that_is_not_reduced()
    {
        var signature = Convert.FromHexString("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        var order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        for (var (i, carry) = (0, 0); i < 32; i++)
        {
            carry += signature[32 + i] + order[i];
            (signature[32 + i], carry) = ((byte)carry, carry >> 8);
        }

        Assert.False(Ed25519.Verify(Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"), [], signature));
    }

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
        var leeds = await CollegeSystem.JoinAsync(app, definition: new { name = "Leeds", webhookPublicKey = signed.GetProperty("key").GetString() });

        using var response = await leeds.SendAsync(Encoding.UTF8.GetBytes(body), CollegeSystem.Batch, "msg_ed1", request =>
        {
            request.Headers.Remove("webhook-signature");
            request.Headers.Add("webhook-signature", signed.GetProperty("signature").GetString());
        });

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }
}
