using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Capturing;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class WordHitsTests
{
    private const ulong Wanted = 0x7f00_0000_1000;
    private const ulong First = 0x10_0000;
    private const ulong Second = 0x4000_0000;
    private const int Size = (3 * WordSearch.ChunkSize) + 64;

    private static readonly ulong[] s_slots = [First, First + 8, First + WordSearch.ChunkSize, First + Size - 8, Second + 16];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hits_ComeInOrderAndBelowTheAddress(bool isThreadSafe)
    {
        using var hits = Search(isThreadSafe);
        hits.Begin(0);

        Assert.False(hits.TryNext(First, out _));
        Assert.Equal([First, First + 8], Below(hits, First + 16));
        Assert.False(hits.TryNext(First + WordSearch.ChunkSize, out _));
        Assert.Equal([First + WordSearch.ChunkSize, First + Size - 8], Below(hits, First + Size));
        hits.Begin(1);
        Assert.Equal([Second + 16], Below(hits, Second + Size));
    }

    /// <summary>Who asks only where there may be a hit misses none, and rarely asks.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NoneBefore_LeavesNoHitOut(bool isThreadSafe)
    {
        using var hits = Search(isThreadSafe);
        var found = new List<ulong>();
        var asked = 0;
        foreach (var (segment, first) in new[] { (0, First), (1, Second) })
        {
            hits.Begin(segment);
            for (var end = first + 24; end <= first + Size; end += 24)
            {
                while (end > hits.NoneBefore && ++asked > 0 && hits.TryNext(end, out var hit))
                {
                    found.Add(hit.Slot);
                }
            }
        }

        Assert.Equal(s_slots, found.Append(First + Size - 8).Distinct().Order());
        Assert.InRange(asked, s_slots.Length, 40);
    }

    /// <summary>The rest of a segment that cannot be walked belongs to nobody.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SegmentThatIsLeft_LeavesItsHitsBehind(bool isThreadSafe)
    {
        using var hits = Search(isThreadSafe);
        hits.Begin(0);
        Assert.True(hits.TryNext(First + 8, out _));
        hits.Begin(1);

        Assert.Equal([Second + 16], Below(hits, Second + Size));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WalkThatEndsEarly_EndsTheSearch(bool isThreadSafe)
    {
        using var hits = Search(isThreadSafe);
        hits.Begin(0);

        Assert.True(hits.TryNext(First + 8, out var hit));
        Assert.Equal(new WordHit(First, Wanted), hit);
    }

    [Fact]
    public void ReaderThatFails_IsHeardOf()
    {
        var hits = new WordHits([(First, First + Size)], new Memory(isThreadSafe: true) { Fails = true }, Set());
        hits.Begin(0);

        Assert.Throws<IOException>(() => hits.TryNext(First + 8, out _));
    }

    private static WordHits Search(bool isThreadSafe) => new([(First, First + Size), (Second, Second + Size)], new Memory(isThreadSafe), Set());

    private static AddressSet Set()
    {
        var wanted = new AddressSet();
        wanted.Add(Wanted);
        return wanted;
    }

    private static List<ulong> Below(WordHits hits, ulong before)
    {
        var slots = new List<ulong>();
        while (hits.TryNext(before, out var hit))
        {
            Assert.Equal(Wanted, hit.Value);
            slots.Add(hit.Slot);
        }

        return slots;
    }

    /// <summary>Zeros, with the wanted address at some places.</summary>
    private sealed class Memory(bool isThreadSafe) : IDataReader
    {
        public bool Fails { get; init; }

        public string DisplayName => "memory";

        public bool IsThreadSafe => isThreadSafe;

        public OSPlatform TargetPlatform => OSPlatform.Linux;

        public Architecture Architecture => Architecture.X64;

        public int ProcessId => 1;

        public int PointerSize => sizeof(ulong);

        public int Read(ulong address, Span<byte> buffer)
        {
            if (Fails)
            {
                throw new IOException("gone");
            }

            buffer.Clear();
            foreach (var slot in s_slots.Where(slot => slot >= address).ToArray())
            {
                if (slot - address + sizeof(ulong) <= (ulong)buffer.Length)
                {
                    MemoryMarshal.Write(buffer[(int)(slot - address)..], Wanted);
                }
            }

            return buffer.Length;
        }

        public IEnumerable<ModuleInfo> EnumerateModules() => [];

        public bool GetThreadContext(uint threadID, uint contextFlags, Span<byte> context) => false;

        public void FlushCachedData()
        {
        }

        public bool Read<T>(ulong address, out T value)
            where T : unmanaged => throw new NotSupportedException();

        public T Read<T>(ulong address)
            where T : unmanaged => throw new NotSupportedException();

        public bool ReadPointer(ulong address, out ulong value) => throw new NotSupportedException();

        public ulong ReadPointer(ulong address) => throw new NotSupportedException();
    }
}
