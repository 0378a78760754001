using Unravel.Diagnostics.Acquisition.Processes;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Acquisition.Processes;

public sealed class SystemCallsTests
{
    [Theory]
    [InlineData(0x80, 2, 0, "Mutex")] // FUTEX_WAIT_PRIVATE for a lock with waiters
    [InlineData(0x80, 2, 0x7f00, "Event")] // with a time limit
    [InlineData(0x80, 1, 0, "Event")] // another word
    [InlineData(0x189, 0, 0, "Event")] // FUTEX_WAIT_BITSET: a condition variable, a semaphore
    public void Futex_IsAMutexByItsWord(ulong operation, ulong word, ulong limit, string kind) =>
        Assert.Equal(kind, SystemCalls.Find(202, [0x1000, operation, word, limit])?.Kind.ToString());

    [Fact]
    public void Mutex_HasItsAddress() => Assert.Equal(0x1000UL, SystemCalls.Find(202, [0x1000, 0x80, 2, 0])!.Lock);

    [Theory]
    [InlineData(0, "Read")]
    [InlineData(1, "Write")]
    [InlineData(43, "Accept")]
    [InlineData(47, "Read")]
    [InlineData(73, "FileLock")]
    public void CallOfADescriptor_HasIt(long number, string kind)
    {
        var call = SystemCalls.Find(number, [7, 0, 0, 0])!;

        Assert.Equal((kind, 7), (call.Kind.ToString(), call.Descriptor!.Value));
    }

    [Fact]
    public void Fcntl_IsALockOnlyWhenItWaits()
    {
        Assert.Equal(NativeCallKind.FileLock, SystemCalls.Find(72, [7, 7, 0, 0])!.Kind);
        Assert.Null(SystemCalls.Find(72, [7, 6, 0, 0]));
    }

    [Theory]
    [InlineData(9)] // mmap
    [InlineData(24)] // sched_yield
    [InlineData(39)] // getpid
    public void CallThatIsOverInAMoment_IsNone(long number) => Assert.Null(SystemCalls.Find(number, [0, 0, 0, 0]));
}
