namespace Pathway.Chaos.Fuzz;

/// <summary>Values that have broken something somewhere.</summary>
internal static class HostileText
{
    /// <summary>As they stand inside a JSON document: literals, numbers and strings, some of them no JSON at all.</summary>
    public static IReadOnlyList<string> JsonValues { get; } =
    [
        "null", "true", "-1", "0", "1e999", "-0.0", "99999999999999999999999999", "1.7976931348623157e308", "[]", "{}", "[[]]", "\"\"", "\" \"",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\u202e\\u2066x\"", "\"\\uffff\"", "\"\\ud83d\\ude00\"", "\"a\\nb\\r\\nc\"", "\"../../etc/passwd\"",
        "\"' or 1 eq 1\"", "\"<script>alert(1)</script>\"", "\"9999-99-99T99:99:99Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"+275760-09-13T00:00:00Z\"",
        "\"P99999999999Y\"", "\"PT-5M\"", "\"a@b@c.example.org\"", "\"http://[::1\"", "\"javascript:alert(1)\"", "\"http://user:pass@host/\"", "\"Europe/Atlantis\"", "NaN", "undefined", "'x'", "01", "\"\\x\"", "\"unterminated",
        "[1,2,", "{\"a\":1,\"a\":2}", "{\"__proto__\":{}}", "\"\u00e9\u0301\u200b\ufeff\"",
    ];

    /// <summary>As they stand in a path, escaped already where they have to be, and where they had not better be.</summary>
    public static IReadOnlyList<string> PathParts { get; } =
    [
        "%00", "..%2f..%2f", "%2e%2e", "..", ".", "%ff%fe", "%c0%af", "%ud800", "%", "%zz", "%F0%9F%98%80", "a%2Fb", "a%5Cb", "a%3Fb", "a%23b", "%20", "%0d%0aX-Injected:%201", "'%20or%201%20eq%201",
        "%EF%BB%BF", "%E2%80%AE", "utc-", "-", "--", "UTC-FUZZ-1", "utc-fuzz-1%00", "~", "*", ":", "facts~", "facts~abc", "0", "-1", "99999999999999999999", "2026-W99", "2026-W00", "9999-W53", "0000-W01", "api", "@", "{id}", "",
        new string('a', 300), new string('9', 2_000), new string('a', 7_000), string.Concat(Enumerable.Repeat("%61", 400)),
    ];

    /// <summary>Ids that there are, or may be: what comes after the first check is reached only with them.</summary>
    public static IReadOnlyList<string> GoodIds { get; } = ["utc-fuzz-1", "utc-fuzz-2", "utc-steady-00", "fuzz-1", "fuzz-2", "r-1", "1", "2026-W40", "chaos-0001"];

    public static IReadOnlyList<string> QueryNames { get; } =
        ["q", "kind", "activity", "college", "from", "to", "by", "after", "dryRun", "token", "t", "version", "validationToken", "queue", "reason", "week", "format", "size", "code", "x"];

    public static IReadOnlyList<string> QueryValues { get; } =
    [
        "", "true", "day", "learner", "2026-09-01", "2026-11-30", "0001-01-01", "9999-12-31", "2026-02-30", "utc-fuzz-1", "%00", "%ff", "%ud800", "%", "+", "%26", "%0d%0a", "\"", "<", "%E2%80%AE", "-1", "1e99", "null", "[]",
        "v1.%2e.x", "eyJhIjoxfQ", new string('z', 900), new string('z', 16_000), "a,b,c", "%F0%9F%98%80",
    ];

    public static IReadOnlyList<string> Verbs { get; } = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "X-Y", "MERGE", "QUERY"];

    public static IReadOnlyList<string> ContentTypes { get; } =
    [
        "application/json", "application/json; charset=utf-16", "application/json; charset=", "text/plain", "text/csv", "text/calendar", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=",
        "application/cloudevents+json", "application/cloudevents-batch+json", "application/cloudevents-batch+json; charset=nonsense", "application/xml", "application/octet-stream", "*/*", "", ";", "application/", "/json", "a/b; c=\"", "application/merge-patch+json",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ];

    /// <summary>Header lines, some with bytes that belong in none.</summary>
    public static IReadOnlyList<string> HeaderLines { get; } =
    [
        "If-Match: *", "If-Match: \"\"", "If-Match: W/\"x\"", "If-Match: x\",\"", "If-None-Match: *", "Accept: text/html", "Accept: ;q=x", "Accept: text/calendar, */*;q=0.1", "Accept-Encoding: gzip, br", "Content-Encoding: gzip", "Expect: 100-continue",
        "Authorization: Bearer x", "Authorization: Basic \u00ff\u00fe", "Authorization: Basic Og==", "Authorization: Basic !!!", "Authorization:", "webhook-id: x", "webhook-id: \u00e9", "webhook-timestamp: -1", "webhook-timestamp: 99999999999999999999", "webhook-signature: v1,", "webhook-signature: v1,!!! v1a,xx",
        "WebHook-Request-Origin: *", "WebHook-Request-Origin: mis.example.org", "WebHook-Request-Origin: caf\u00e9.example.org", "WebHook-Request-Origin: \u007f", "WebHook-Request-Rate: 99999999999", "WebHook-Request-Callback: http://127.0.0.1:1/", "Origin: null", "Range: bytes=0-,-1", "Cookie: a=\"",
        "X-MS-CLIENT-PRINCIPAL: x", "X-MS-CLIENT-PRINCIPAL: e30=", "X-MS-CLIENT-PRINCIPAL: bnVsbA==", "X-MS-CLIENT-PRINCIPAL: eyJjbGFpbXMiOm51bGx9", "X-MS-CLIENT-PRINCIPAL: eyJjbGFpbXMiOlt7fV19", "X-MS-CLIENT-PRINCIPAL: IlxcdWQ4MDAi", "X-MS-CLIENT-PRINCIPAL: eyJjbGFpbXMiOlt7InR5cCI6Ilx1ZDgwMCJ9XX0=",
        "traceparent: 00-x-y-01", "traceparent: 00-00000000000000000000000000000000-0000000000000000-00", "X-Forwarded-For: x", "X-Forwarded-Host: \u00e9", "X-Experience-API-Version: 9", "ce-id: %ud800", "ce-specversion: 1.0", "ce-type: pathway.resource.viewed", "ce-source: \u0001", "ce-time: x",
        "Prefer: x", "Date: x", "Host: other", "Accept-Language: \u0085", "X-Tab:\ta\tb", "x-ms-invocation-id: x", "x-ms-invocation-id: 00000000-0000-0000-0000-000000000000",
    ];
}
