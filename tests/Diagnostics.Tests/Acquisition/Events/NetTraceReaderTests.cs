using Unravel.Diagnostics.Acquisition.Events;

namespace Unravel.Diagnostics.Tests.Acquisition.Events;

public sealed class NetTraceReaderTests
{
    private static readonly int s_mutations = FuzzRounds.Of(20_000);

    [Fact]
    public void Stream_GivesStacksAndNames()
    {
        var trace = Read(TraceBytes.Whole());

        Assert.Equal([41L, 42L], trace.Samples.Keys.Order());
        Assert.Equal([TraceBytes.Code + 5, 7UL], trace.StackOf(trace.Samples[41].Stack));
        Assert.Equal(new TraceMethod("Shop.Till", "Pay", TraceBytes.Module), trace.Methods.Find(TraceBytes.Code + 5));
        Assert.Null(trace.Methods.Find(7));
        Assert.Empty(trace.StackOf(99));
    }

    [Fact]
    public void StreamThatEndsAnywhere_IsAnExpectedFailure()
    {
        var whole = TraceBytes.Whole();
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            Assert.True(Record.Exception(() => Read(cut)) is IOException or InvalidDataException, $"cut to {length}");
        }
    }

    /// <summary>Bytes of a good stream are changed as a seed says: it is read, or refused in the expected way, in bounded time and memory.</summary>
    [Fact]
    public void DamagedStream_IsReadOrRefused()
    {
        var whole = TraceBytes.Whole();
        for (var seed = 0; seed < s_mutations; seed++)
        {
            var random = new Random(seed);
            var damaged = (byte[])whole.Clone();
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = random.Next(4) switch { 0 => 0, 1 => 0xff, 2 => 0x80, _ => (byte)random.Next(256) };
            }

            var failure = Record.Exception(() =>
            {
                foreach (var sample in Read(damaged) is { } trace ? trace.Samples.Values.Select(sample => trace.StackOf(sample.Stack).Select(trace.Methods.Find).Count()) : [])
                {
                    Assert.InRange(sample, 0, damaged.Length);
                }
            });
            Assert.True(failure is null or IOException or InvalidDataException, $"seed {seed}: {failure}");
        }
    }

    private static NetTraceReader Read(byte[] bytes)
    {
        var trace = new NetTraceReader();
        trace.Read(new MemoryStream(bytes));
        return trace;
    }
}
