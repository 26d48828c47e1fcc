using System.Diagnostics;
using System.Text;
using System.Text.Unicode;
using Pathway.Functions.Storage;

namespace Pathway.Functions.DeadLetters;

/// <summary>
/// A queue message as text. Messages are base64 on the wire; the app decodes them and not the host, which would put
/// one it cannot decode into a poison queue that it cannot decode either: nobody would ever see it.
/// </summary>
internal static class MessageText
{
    public const string Unreadable = "It is not base64 of a text, as everything this app writes is, and means nothing as it stands.";

    /// <summary>
    /// The text, whether it was base64, and the trace of its sender. What was not base64 is taken as it stands: a person
    /// may have put it there by hand.
    /// </summary>
    public static (string Text, bool IsEncoded, ActivityContext Sender) Read(string message)
    {
        var bytes = new byte[message.Length];
        var isEncoded = Convert.TryFromBase64String(message, bytes, out var length) && Utf8.IsValid(bytes.AsSpan(0, length));
        var (text, sender) = MessageTrace.Split(isEncoded ? Encoding.UTF8.GetString(bytes, 0, length) : message);
        return (text, isEncoded, sender);
    }
}
