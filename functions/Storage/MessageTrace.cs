using System.Diagnostics;
using System.Text;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Signals;

namespace Pathway.Functions.Storage;

/// <summary>
/// The W3C trace context of who sent a queue message: the last member of its JSON object, because Queue Storage has no
/// headers, and what is last can be taken off before anybody reads, hashes or keeps the message.
/// </summary>
public static class MessageTrace
{
    private const string Start = ",\"trace\":\"";
    private const string End = "\"}";
    private const int ContextLength = 55;

    /// <summary>How much longer a message becomes.</summary>
    public const int Length = 10 + ContextLength + 1;

    /// <summary>The member, for who writes bytes: <c>,"trace":"00-…-…-01"</c>; false where there is no trace.</summary>
    public static bool TryWrite(Span<byte> member)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { Length: ContextLength } context })
            return false;
        Encoding.ASCII.GetBytes(Start, member);
        Encoding.ASCII.GetBytes(context, member[Start.Length..]);
        member[Length - 1] = (byte)'"';
        return true;
    }

    /// <summary>The message with the trace; as it is where there is none, and where it is no JSON object.</summary>
    public static string Append(string message)
    {
        Span<byte> member = stackalloc byte[Length];
        return message is ['{', _, .., '}'] && TryWrite(member)
            ? string.Concat(message.AsSpan(0, message.Length - 1), Encoding.ASCII.GetString(member), "}")
            : message;
    }

    /// <summary>The message as it was before <see cref="Append"/>, and the trace; default where it has none.</summary>
    public static (string Message, ActivityContext Sender) Split(string message)
    {
        var at = message.Length - Length - 1;
        if (at < 1
            || !message.EndsWith(End, StringComparison.Ordinal)
            || string.CompareOrdinal(message, at, Start, 0, Start.Length) != 0)
            return (message, default);
        var context = message.Substring(at + Start.Length, ContextLength);
        return ActivityContext.TryParse(context, traceState: null, isRemote: true, out var sender)
            ? (message[..at] + "}", sender)
            : (message, default);
    }

    /// <summary>The span in which a message is sent; null when nobody listens.</summary>
    public static Activity? StartSend(string queue) =>
        Telemetry.Source.HasListeners()
            ? Describe(Telemetry.Source.StartActivity($"send {queue}", ActivityKind.Producer), queue, "send")
            : null;

    /// <summary>
    /// The span of an attempt at a message, in the trace of who sent it; the invocation that it is part of is linked.
    /// </summary>
    public static Activity? StartProcess(string queue, ActivityContext sender)
    {
        if (!Telemetry.Source.HasListeners())
            return null;
        ActivityLink[] links = Activity.Current is { } invocation && sender != default ? [new(invocation.Context)] : [];
        var span = Telemetry.Source.StartActivity(ActivityKind.Consumer, sender, links: links, name: $"process {queue}");
        return Describe(span, queue, "process");
    }

    private static Activity? Describe(Activity? span, string queue, string operation) => span?
        .SetTag("messaging.system", Instruments.QueueSystem)
        .SetTag("messaging.destination.name", queue)
        .SetTag("messaging.operation.name", operation)
        .SetTag("messaging.operation.type", operation);
}
