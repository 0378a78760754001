using System.Runtime.InteropServices;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Two threads take two mutexes of native code in opposite orders. In the repaired form both take them in one order.
/// </summary>
internal sealed class NativeLockOrder : Scenario
{
    private readonly Mixer _mixer;

    public NativeLockOrder(bool faulty)
        : base(faulty) => _mixer = new Mixer(faulty ? new Meeting(2) : Meeting.None);

    public override void Start()
    {
        Run("encoder", _mixer.Encode);
        Run("player", Faulty ? _mixer.Play : _mixer.PlayInOrder);
    }

    /// <summary>The runtime takes a thread in native code for one that runs: the kernel tells better.</summary>
    protected override string? MissingFault() => _mixer.Waiting < 2 ? "the threads do not wait yet" : null;
}

internal sealed partial class Mixer(Meeting bothHere)
{
    /// <summary>Room enough for a pthread_mutex_t anywhere; all zero is PTHREAD_MUTEX_INITIALIZER.</summary>
    private const int SizeOfMutex = 128;

    private readonly nint _video = NewMutex();
    private readonly nint _audio = NewMutex();
    private int _waiting;

    public int Waiting => Volatile.Read(ref _waiting);

    public void Encode()
    {
        Lock(_video);
        MeetTheOther();
        Lock(_audio); // marker: encoder-waits
        Unlock(_audio);
        Unlock(_video);
    }

    public void Play()
    {
        Lock(_audio);
        MeetTheOther();
        Lock(_video); // marker: player-waits
        Unlock(_video);
        Unlock(_audio);
    }

    public void PlayInOrder()
    {
        Lock(_video);
        Lock(_audio);
        Unlock(_audio);
        Unlock(_video);
    }

    private void MeetTheOther()
    {
        bothHere.Meet();
        Interlocked.Increment(ref _waiting);
    }

    private static unsafe nint NewMutex() => (nint)NativeMemory.AllocZeroed(SizeOfMutex);

    [LibraryImport("libc", EntryPoint = "pthread_mutex_lock")]
    private static partial int Lock(nint mutex);

    [LibraryImport("libc", EntryPoint = "pthread_mutex_unlock")]
    private static partial int Unlock(nint mutex);
}
