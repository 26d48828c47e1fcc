using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// Sets of learners as sorted, distinct 64-bit prefixes: exact, small, and a learner can be taken out again.
/// </summary>
public static class LearnerSet
{
    public static ulong[] From(IEnumerable<ulong> prefixes)
    {
        var sorted = prefixes.Distinct().ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>The union of two sets; the left one itself when it already holds the right.</summary>
    public static ulong[] Union(ulong[] left, ulong[] right)
    {
        if (right.Length == 0)
            return left;
        if (left.Length == 0)
            return right;
        var merged = new ulong[left.Length + right.Length];
        var (l, r, count) = (0, 0, 0);
        while (l < left.Length || r < right.Length)
        {
            if (r == right.Length || (l < left.Length && left[l] < right[r]))
                merged[count++] = left[l++];
            else if (l == left.Length || right[r] < left[l])
                merged[count++] = right[r++];
            else
                (merged[count++], l, r) = (left[l], l + 1, r + 1);
        }

        return count == left.Length ? left : merged[..count];
    }

    public static ulong[] Add(ulong[] set, ulong prefix)
    {
        var at = Array.BinarySearch(set, prefix);
        if (at >= 0)
            return set;
        var grown = new ulong[set.Length + 1];
        set.AsSpan(0, ~at).CopyTo(grown);
        grown[~at] = prefix;
        set.AsSpan(~at).CopyTo(grown.AsSpan(~at + 1));
        return grown;
    }

    /// <summary>Eight bytes a learner, big-endian, in order.</summary>
    public static byte[] ToBytes(ReadOnlySpan<ulong> set)
    {
        var bytes = new byte[set.Length * sizeof(ulong)];
        set.CopyTo(MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan()));
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(
                MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan()), MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan()));
        return bytes;
    }

    public static ulong[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        var set = MemoryMarshal.Cast<byte, ulong>(bytes).ToArray();
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(set, set);
        return set;
    }
}
