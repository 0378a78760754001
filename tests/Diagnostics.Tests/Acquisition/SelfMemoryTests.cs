using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unravel.Diagnostics.Acquisition.Freezing;

namespace Unravel.Diagnostics.Tests.Acquisition;

/// <summary>The parts of a freeze that need no stopped target, on memory of this process: the kernel lets everyone read their own.</summary>
public sealed unsafe class SelfMemoryTests : IDisposable
{
    private const int Pages = 16;
    private const int Page = ResidentPages.PageSize;

    private readonly byte* _memory = (byte*)LibC.MapMemory(0, Pages * Page, LibC.ProtReadWrite, LibC.MapPrivateAnonymousNoReserve, -1, 0);

    /// <summary>MADV_NOHUGEPAGE: touching one page must not make its neighbours exist.</summary>
    private const int AdviseNoHugePage = 15;

    public SelfMemoryTests() => _ = LibC.Advise((nint)_memory, Pages * Page, AdviseNoHugePage);

    private ulong Start => (ulong)_memory;

    private ulong End => Start + (Pages * Page);

    public void Dispose() => _ = LibC.UnmapMemory((nint)_memory, Pages * Page);

    [Fact]
    public void Map_HoldsTheMappedRegionsInOrder()
    {
        using var map = new MemoryMap(Environment.ProcessId);
        map.Read();
        var regions = map.Regions.ToArray();

        Assert.Contains(regions, region => region.Start <= Start && End <= region.End);
        Assert.All(regions.Zip(regions.Skip(1)), pair => Assert.True(pair.First.Start < pair.First.End && pair.First.End <= pair.Second.Start));
        var code = (ulong)(nint)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "malloc");
        Assert.DoesNotContain(regions, region => region.Start <= code && code < region.End);
    }

    [Fact]
    public void Map_TellsManagedFromNativeCode()
    {
        using var map = new MemoryMap(Environment.ProcessId);
        map.Read();
        var compiled = ((Delegate)Map_TellsManagedFromNativeCode).Method.MethodHandle;
        RuntimeHelpers.PrepareMethod(compiled);
        var method = (ulong)compiled.GetFunctionPointer();
        var native = (ulong)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "malloc");

        Assert.True(map.IsManagedCode(method));
        Assert.False(map.IsManagedCode(native));
        Assert.False(map.IsManagedCode(Start));
    }

    [Fact]
    public void PagesNeverTouched_AreNotCopied()
    {
        Touch(2, 3, 9);

        var runs = Runs();

        Assert.Equal([(2, 2), (9, 1)], runs.Select(run => ((int)(run.Start - Start) / Page, (int)run.Length / Page)));
    }

    [Fact]
    public void Copy_ReadsLikeTheMemory()
    {
        Touch(2, 3, 9);
        using var copy = Copy([]);
        var buffer = new byte[3 * Page];

        Assert.Equal(3UL * Page, copy.Length);
        Assert.Equal(0UL, copy.Missed);
        Assert.Equal(2 * Page, copy.Read(Start + (2 * Page), buffer));
        Assert.Equal((2, 3), (buffer[0], buffer[Page]));
        Assert.Equal(0, copy.Read(Start, buffer));
        Assert.Equal(Page - 5, copy.Peek(Start + (9 * Page) + 5).Length);
        Assert.True(copy.Peek(End).IsEmpty);
    }

    /// <summary>The walk of the heap and the search for words read one copy, each somewhere else.</summary>
    [Fact]
    public void Copy_IsReadByTwoThreadsAtOnce()
    {
        Touch(2, 9);
        using var copy = Copy([]);

        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, thread =>
        {
            var (page, rounds) = (thread == 0 ? 2 : 9, 3_000_000);
            var address = Start + (ulong)(page * Page);
            for (var round = 0; round < rounds; round++)
            {
                var seen = copy.Peek(address);
                Assert.True(seen.Length == Page && seen[0] == page);
            }
        });
    }

    [Fact]
    public void OfAStack_OnlyThePartInUseIsCopied()
    {
        Touch(2, 3, 9);
        using var copy = Copy([Start + (8 * Page)]);

        Assert.Equal(0, copy.Read(Start + (2 * Page), new byte[8]));
        Assert.Equal(8, copy.Read(Start + (9 * Page), new byte[8]));
    }

    private void Touch(params ReadOnlySpan<int> pages)
    {
        foreach (var page in pages)
        {
            _memory[page * Page] = (byte)page;
        }
    }

    private PageRun[] Runs()
    {
        using var pages = new ResidentPages(Environment.ProcessId);
        using var runs = new NativeBuffer<PageRun>(4);
        pages.AddRuns(Start, End, runs);
        return runs.Items.ToArray();
    }

    private MemoryCopy Copy(ReadOnlySpan<ulong> stackPointers)
    {
        using var pages = new ResidentPages(Environment.ProcessId);
        var copy = new MemoryCopy(Environment.ProcessId, Pages * Page, 64 * Page);
        var deadline = Stopwatch.GetTimestamp() + (60 * Stopwatch.Frequency);
        Assert.True(copy.Fill([new MappedRegion { Start = Start, End = End }], stackPointers, pages, deadline));
        return copy;
    }
}
