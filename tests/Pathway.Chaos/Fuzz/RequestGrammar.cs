using System.Text;
using Pathway.Chaos.People;

namespace Pathway.Chaos.Fuzz;

/// <summary>
/// Makes hostile requests: each begins as one that a route would like, and then parts of it are replaced. Request <c>n</c> of a seed is
/// always the same.
/// </summary>
#pragma warning disable CA5394 // Repeatable, not secret.
internal sealed class RequestGrammar(IReadOnlyList<HttpRoute> routes, College signed, string mark, int seed)
{
    private const string Stranger = "somebody@utc-fuzz.example.org";

    public RawRequest Make(int number)
    {
        var draws = new Random(unchecked((seed * 7_919) + (number * 104_729)));
        var route = routes[draws.Next(routes.Count)];
        if (IsDelivery(route.Function) && draws.Next(3) == 0)
            return Delivery(route, draws);

        var method = draws.Next(6) == 0 ? HostileText.Verbs[draws.Next(HostileText.Verbs.Count)]
            : route.Methods[draws.Next(route.Methods.Count)];
        var reads = method is "GET" or "HEAD";
        var target = Target(route.Path(_ => Parameter(draws, reads)), draws);
        var sample = SampleBody.For(route.Function, Learner);
        var headers = new StringBuilder();
        Headers(headers, draws);
        headers.Append("Content-Type: ")
            .Append(draws.Next(5) == 0 ? HostileText.ContentTypes[draws.Next(HostileText.ContentTypes.Count)] : sample.ContentType)
                .Append("\r\n");
        var body = reads && draws.Next(8) > 0 ? null : Body(route.Function, sample, draws);
        return Compose(method, target, headers, body, draws, route.Function);
    }

    private string Learner => $"fuzzed.{mark}@utc-fuzz.example.org";

    private static bool IsDelivery(string function) =>
        function is "ReceiveWebhook" or "ReceiveStatements" or "ReceiveCaliper" or "CheckSample";

    /// <summary>Proved to be the college's, so that what is behind the proof is reached; only its content is hostile.</summary>
    private RawRequest Delivery(HttpRoute route, Random draws)
    {
        var sample = SampleBody.For(route.Function, Learner);
        var body = draws.Next(6) == 0 ? sample.Bytes : HostileJson.Make(sample.Json!, draws);
        var headers = new StringBuilder();
        headers.Append("Content-Type: ").Append(sample.ContentType).Append("\r\n").Append("X-Experience-API-Version: 1.0.3\r\n");
        if (route.Function == "ReceiveWebhook")
        {
            using var request = signed.Signing.Request(draws.Next(), body);
            foreach (var (name, values) in request.Headers)
                headers.Append(name).Append(": ").Append(string.Join(',', values)).Append("\r\n");
        }
        else
        {
            headers.Append("Authorization: ").Append(signed.Proof).Append("\r\n");
        }

        return Compose(route.Methods[0], route.Path(_ => signed.Id), headers, body, draws, route.Function + " proved");
    }

    private static RawRequest Compose(string method, string target, StringBuilder headers, byte[]? body, Random draws, string function)
    {
        var head = $"{method} {target} HTTP/1.1\r\nHost: localhost\r\n{headers}";
        var (rest, isWhole, trick) = body is null ? ("\r\n"u8.ToArray(), true, "") : Framing.Frame(body, draws);

        // A line that a client would not send makes the answer the server's, and the end of the connection.
        var isOrderly = !headers.ToString().Contains("Expect:", StringComparison.Ordinal)
            && !headers.ToString().Contains("Host:", StringComparison.Ordinal);
        return new RawRequest(
            [.. Encoding.UTF8.GetBytes(head), .. rest],
            method == "HEAD",
            isWhole && isOrderly,
            $"{function}: {method} {Short(target)} {trick}");
    }

    private static string Short(string target) => target.Length <= 200 ? target : $"{target[..200]}... ({target.Length} characters)";

    private static string Parameter(Random draws, bool reads)
    {
        if (draws.Next(3) == 0)
            return HostileText.PathParts[draws.Next(HostileText.PathParts.Count)];

        // What honest people use is looked at, and not touched: it is reckoned with in the end.
        var good = HostileText.GoodIds
            .Where(id => reads || !(id.StartsWith("utc-steady", StringComparison.Ordinal)
                || id.StartsWith("chaos-", StringComparison.Ordinal))).ToList();
        return good[draws.Next(good.Count)];
    }

    private static string Target(string path, Random draws)
    {
        var text = new StringBuilder(path);
        if (draws.Next(30) == 0)
            text.Insert(draws.Next(1, text.Length + 1), draws.Next(2) == 0 ? "//" : "/../");
        for (var parameters = draws.Next(3); parameters > 0; parameters--)
        {
            text.Append(text.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?')
                .Append(HostileText.QueryNames[draws.Next(HostileText.QueryNames.Count)])
                .Append('=').Append(HostileText.QueryValues[draws.Next(HostileText.QueryValues.Count)]);
        }

        return text.ToString();
    }

    private static void Headers(StringBuilder text, Random draws)
    {
        for (var lines = draws.Next(4); lines > 0; lines--)
            text.Append(HostileText.HeaderLines[draws.Next(HostileText.HeaderLines.Count)]).Append("\r\n");
        if (draws.Next(200) == 0)
            text.Append("X-Long: ").Append('x', draws.Next(8_000, 60_000)).Append("\r\n");
        if (draws.Next(200) == 0)
            text.Insert(0, string.Concat(Enumerable.Repeat("X-Many: y\r\n", 300)));
    }

    private static byte[] Body(string function, SampleBody sample, Random draws) => draws.Next(8) switch
    {
        0 => [],
        1 => sample.Bytes,

        // Blind, and so without a learner: a cut in the wrong place would make an address or a name of one.
        2 => Blind(SampleBody.For(function, Stranger).Bytes, draws),
        3 when sample.Json is null => HostileJson.Make(SampleBody.For("PutActivity", Stranger).Json!, draws),
        _ => sample.Json is null ? Blind(sample.Bytes, draws) : HostileJson.Make(sample.Json, draws),
    };

    private static byte[] Blind(byte[] bytes, Random draws)
    {
        var copy = bytes.ToList();
        for (var turns = draws.Next(1, 6); turns > 0 && copy.Count > 1; turns--)
        {
            var at = draws.Next(copy.Count);
            switch (draws.Next(4))
            {
                case 0:
                    copy[at] = (byte)draws.Next(256);
                    break;
                case 1:
                    copy.RemoveRange(at, draws.Next(1, copy.Count - at + 1));
                    break;
                case 2:
                    copy.InsertRange(
                        at, new byte[] { 0xff, 0xfe, 0x00, 0xc0, 0xaf, 0xed, 0xa0, 0x80 }.AsSpan(0, draws.Next(1, 9)).ToArray());
                    break;
                default:
                    copy.InsertRange(at, copy.GetRange(0, Math.Min(copy.Count, 400)));
                    break;
            }
        }

        return [.. copy];
    }
}
#pragma warning restore CA5394
