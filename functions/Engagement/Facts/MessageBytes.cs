using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// JSON in the making, in memory lent from a pool until it is disposed of. Nearly all of it is base32, slugs and words, which
/// need no escaping: writing those through a general writer would cost as much as reading the events did.
/// </summary>
public sealed class MessageBytes(int capacity) : IDisposable
{
    private const int LongestNumber = 20;
    private const int RoundTripLength = 33;
    private const int FractionStart = 19;
    private const int FractionEnd = 27;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/?=&%+~|()*,;@!$#[]{}^ ");

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(0, Length);

    /// <summary>Appends JSON as it is.</summary>
    public void Append(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        Length += json.Length;
    }

    /// <summary>Adds a member, with the comma before it, to an object that is complete.</summary>
    public void Extend(ReadOnlySpan<byte> member)
    {
        Length--;
        Append(member);
        Append("}"u8);
    }

    /// <summary>Appends a string with its quotes, escaped where it must be.</summary>
    public void AppendString(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Plain))
        {
            Append("\""u8);
            Append(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
            Append("\""u8);
            return;
        }

        var room = Room(text.Length + 2);
        room[0] = (byte)'"';
        Encoding.ASCII.GetBytes(text, room[1..]);
        room[text.Length + 1] = (byte)'"';
        Length += text.Length + 2;
    }

    public void AppendNumber(int number)
    {
        Utf8Formatter.TryFormat(number, Room(LongestNumber), out var written);
        Length += written;
    }

    /// <summary>Appends a time as RFC 3339 writes it, without the zeros of its fraction.</summary>
    public void AppendTime(DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[RoundTripLength];
        Utf8Formatter.TryFormat(time, text, out var written, 'O');
        var fraction = text[FractionStart..FractionEnd].TrimEnd((byte)'0');
        var kept = FractionStart + (fraction.Length > 1 ? fraction.Length : 0);
        var room = Room(written + 2);
        room[0] = (byte)'"';
        text[..kept].CopyTo(room[1..]);
        text[FractionEnd..written].CopyTo(room[(kept + 1)..]);
        room[kept + 1 + written - FractionEnd] = (byte)'"';
        Length += kept + written - FractionEnd + 2;
    }

    public void Dispose()
    {
        var lent = Interlocked.Exchange(ref buffer, []);
        Length = 0;
        if (lent.Length > 0)
            ArrayPool<byte>.Shared.Return(lent);
    }

    private Span<byte> Room(int length)
    {
        if (buffer.Length - Length < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, Length + length));
            buffer.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsSpan(Length);
    }
}
