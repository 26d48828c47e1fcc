using System.Globalization;
using System.Text;

namespace Pathway.Chaos.Fuzz;

/// <summary>How a body is told apart from what follows it, and how not.</summary>
#pragma warning disable CA5394 // Repeatable, not secret.
internal static class Framing
{
    private static readonly string[] ChunkSizes = ["ffffffffff", "ZZ", "-1", "", "7fffffffffffffff", "0x5", "5;ext=\u00e9", "00000000000000000000005", " 5", "ffffffff"];

    /// <summary>Header lines with their ends, the blank line and the body; and whether all of it is as it should be.</summary>
    public static (byte[] Bytes, bool IsWhole, string Trick) Frame(byte[] body, Random draws) => draws.Next(24) switch
    {
        0 => (Chunked(body, Enumerable.Repeat(7, (body.Length / 7) + 1)), true, "chunks of 7"),
        1 => (Chunked(body, [body.Length]), true, "one chunk"),
        2 => BadChunk(body, draws),
        3 => (
            [.. Head("Transfer-Encoding: chunked"), .. Encoding.ASCII.GetBytes($"{body.Length + 50:x}\r\n"), .. body],
            false,
            "cut chunk"),
        4 => ([.. Length(body.Length + 100), .. body], false, "cut body"),
        5 => ([.. Length(body.Length), .. body.AsSpan(0, body.Length / 2)], false, "half a body"),
        6 => ([.. Head($"Content-Length: {Odd(draws)}"), .. body], false, "odd length"),
        7 => ([.. Head($"Content-Length: {body.Length}\r\nContent-Length: {body.Length + 1}"), .. body], false, "two lengths"),
        8 => ([.. Head($"Content-Length: {body.Length}\r\nTransfer-Encoding: chunked"), .. body], false, "length and chunks"),
        9 => ([.. Head("Transfer-Encoding: gzip, chunked"), .. body], false, "unknown coding"),
        10 => (
            [.. Head("Transfer-Encoding: chunked"), .. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "XX0\r\n\r\n"u8],
            false,
            "chunk without its end"),
        _ => ([.. Length(body.Length), .. body], true, ""),
    };

    private static (byte[] Bytes, bool IsWhole, string Trick) BadChunk(byte[] body, Random draws)
    {
        var size = ChunkSizes[draws.Next(ChunkSizes.Length)];
        return (
            [.. Head("Transfer-Encoding: chunked"), .. Encoding.Latin1.GetBytes(size + "\r\n"), .. body, .. "\r\n0\r\n\r\n"u8],
            false,
            $"chunk size '{size}'");
    }

    private static byte[] Chunked(byte[] body, IEnumerable<int> sizes)
    {
        var stream = new MemoryStream();
        stream.Write(Head("Transfer-Encoding: chunked"));
        var at = 0;
        foreach (var size in sizes.Select(size => Math.Min(size, body.Length - at)).TakeWhile(size => size > 0))
        {
            stream.Write(Encoding.ASCII.GetBytes($"{size:x}\r\n"));
            stream.Write(body, at, size);
            stream.Write("\r\n"u8);
            at += size;
        }

        stream.Write("0\r\n\r\n"u8);
        return stream.ToArray();
    }

    private static string Odd(Random draws)
    {
        string[] lengths = ["-1", "99999999999999999999", "1e3", "0x10", "+5", "5, 5", "", "abc", "31000000"];
        return lengths[draws.Next(lengths.Length)];
    }

    private static byte[] Length(int length) => Head(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}"));

    private static byte[] Head(string lines) => Encoding.Latin1.GetBytes(lines + "\r\n\r\n");
}
#pragma warning restore CA5394
