using System.Text;
using Microsoft.AspNetCore.Http;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Pathway.Functions.Webhooks.CloudEvents;

namespace Pathway.Unit.Tests.Webhooks;

/// <summary>The signature by itself: the specification's vector, and what is near it and wrong.</summary>
public sealed class WebhookSignatureTests
{
    private const string SpecId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string SpecTime = "1614265330";

    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    private static readonly byte[] SpecKey = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly byte[] SpecBody = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private const string SpecSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void Knows_the_vector_of_the_specification() =>
        Assert.True(Signed(SpecSignature).IsMadeWith(SpecKey, SpecBody));

    [Theory]
    [InlineData(
        "v1,AAAA v9,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,not-base64!! garbage v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        true)]
    [InlineData(" " + SpecSignature + "  " + SpecSignature + " ", true)]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=", false)]
    [InlineData("", false)]
    public void Tries_every_token_and_skips_what_it_cannot_read(string signatures, bool isGood) =>
        Assert.Equal(isGood, Signed(signatures).IsMadeWith(SpecKey, SpecBody));

    [Theory]
    [InlineData(0, SignatureVerdict.Valid)]
    [InlineData(300, SignatureVerdict.Valid)]
    [InlineData(-300, SignatureVerdict.Valid)]
    [InlineData(301, SignatureVerdict.TimestampTooFar)]
    [InlineData(-301, SignatureVerdict.TimestampTooFar)]
    public void Allows_clocks_five_minutes_apart(int seconds, SignatureVerdict verdict) =>
        Assert.Equal(verdict, Signed(SpecSignature).CheckHeaders(Then.AddSeconds(seconds)));

    [Theory]
    [InlineData("msg_1", "1e9", SignatureVerdict.TimestampMalformed)]
    [InlineData("msg_1", "-1", SignatureVerdict.TimestampMalformed)]
    [InlineData("msg_1", "9223372036854775807", SignatureVerdict.TimestampTooFar)]
    [InlineData("msg.1", "1614265330", SignatureVerdict.IdMalformed)]
    [InlineData("", "1614265330", SignatureVerdict.HeaderMissing)]
    public void Refuses_headers_that_cannot_be_meant(string id, string timestamp, SignatureVerdict verdict) =>
        Assert.Equal(verdict, new WebhookSignature(id, timestamp, "v1,x").CheckHeaders(Then));

    [Theory]
    [InlineData("webhook-signature", true)]
    [InlineData("webhook-timestamp", true)]
    [InlineData("webhook-id", false)]
    public void Is_meant_by_whoever_sends_a_signature_or_a_time(string header, bool isMeant) =>
        Assert.Equal(isMeant, WebhookSignature.IsIn(new HeaderDictionary { [header] = "x" }));

    [Fact]
    public void Looks_through_as_many_tokens_as_a_header_holds() =>
        Assert.True(
            Signed(string.Join(' ', Enumerable.Repeat("v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", 400).Append(SpecSignature))).IsMadeWith(SpecKey, SpecBody));

    [Theory]
    [InlineData(256, SignatureVerdict.Valid)]
    [InlineData(257, SignatureVerdict.IdMalformed)]
    public void Takes_ids_of_up_to_256_characters(int length, SignatureVerdict verdict) =>
        Assert.Equal(verdict, new WebhookSignature(new string('i', length), "1614265330", "v1,x").CheckHeaders(Then));

    [Theory]
    [InlineData(null, "1614265330", "v1,x")]
    [InlineData("msg_1", null, "v1,x")]
    [InlineData("msg_1", "", "v1,x")]
    [InlineData("msg_1", "1614265330", null)]
    [InlineData("msg_1", "1614265330", "")]
    public void Refuses_a_call_without_one_of_its_headers(string? id, string? timestamp, string? signatures) =>
        Assert.Equal(SignatureVerdict.HeaderMissing, new WebhookSignature(id, timestamp, signatures).CheckHeaders(Then));

    [Theory]
    [InlineData("msg_other", SpecTime, true)]
    [InlineData(SpecId, "1614265331", true)]
    [InlineData(SpecId, SpecTime, false)]
    public void Signs_the_id_the_time_and_the_body(string id, string timestamp, bool isOwnBody)
    {
        byte[] body = isOwnBody ? SpecBody : [.. SpecBody, (byte)'\n'];

        Assert.False(new WebhookSignature(id, timestamp, SpecSignature).IsMadeWith(SpecKey, body));
    }

    [Fact]
    public void Takes_a_signature_by_the_college_s_own_key_pair_and_nobody_else_s()
    {
        var (own, other) = (Pair(1), Pair(2));
        var signature = "v1a," + Convert.ToBase64String(Sign(own.Private, SpecBody));

        Assert.True(Signed(signature).IsSignedBy(own.Public, SpecBody));
        Assert.False(Signed(signature).IsSignedBy(other.Public, SpecBody));
        Assert.False(Signed(signature).IsSignedBy(own.Public, [.. SpecBody, 0]));
        Assert.False(Signed(signature.Replace("v1a,", "v1,", StringComparison.Ordinal)).IsSignedBy(own.Public, SpecBody));
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    public void Tries_sixteen_signatures_of_a_key_pair(int before, bool isFound)
    {
        var (own, other) = (Pair(1), Pair(2));
        var bad = "v1a," + Convert.ToBase64String(Sign(other.Private, SpecBody));
        var good = "v1a," + Convert.ToBase64String(Sign(own.Private, SpecBody));

        var all = string.Join("  ", Enumerable.Repeat(bad, before).Append("v1a,AAAA").Append(good));

        Assert.Equal(isFound, Signed(all).IsSignedBy(own.Public, SpecBody));
    }

    [Fact]
    public void Counts_no_shared_secret_s_signature_among_those_of_a_key_pair()
    {
        var own = Pair(1);
        var good = "v1a," + Convert.ToBase64String(Sign(own.Private, SpecBody));

        Assert.True(Signed(string.Join(' ', Enumerable.Repeat(SpecSignature, 40).Append(good))).IsSignedBy(own.Public, SpecBody));
    }

    private static WebhookSignature Signed(string signatures) =>
        new(SpecId, SpecTime, signatures);

    private static (byte[] Private, byte[] Public) Pair(byte seed)
    {
        var secret = Enumerable.Repeat(seed, Ed25519.SecretKeySize).ToArray();
        var shown = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(secret, 0, shown, 0);
        return (secret, shown);
    }

    private static byte[] Sign(byte[] secret, byte[] body)
    {
        var (message, signature) = (Encoding.UTF8.GetBytes($"{SpecId}.{SpecTime}.").Concat(body).ToArray(), new byte[Ed25519.SignatureSize]);
        Ed25519.Sign(secret, 0, message, 0, message.Length, signature, 0);
        return signature;
    }
}
