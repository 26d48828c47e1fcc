using System.Text;
using System.Text.Unicode;

namespace Pathway.Functions.DeadLetters;

/// <summary>
/// A queue message as text. Messages are base64 on the wire; the app decodes them and not the host, which would put one it cannot
/// decode into a poison queue that it cannot decode either: nobody would ever see it.
/// </summary>
internal static class MessageText
{
    public const string Unreadable = "It is not base64 of a text: something that is not this app wrote it.";

    /// <summary>False for what is neither base64 of UTF-8 nor, as a tool may have put it there by hand, an object in plain JSON.</summary>
    public static bool TryRead(string message, out string text)
    {
        text = message;
        if (message.StartsWith('{'))
            return true;
        var bytes = new byte[message.Length];
        if (!Convert.TryFromBase64String(message, bytes, out var length) || !Utf8.IsValid(bytes.AsSpan(0, length)))
            return false;
        text = Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }
}
