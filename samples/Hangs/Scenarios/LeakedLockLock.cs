#if NET9_0_OR_GREATER
namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>A drummer takes a System.Threading.Lock, misses the exit on an exception that is swallowed, and its thread ends.</summary>
internal sealed class LeakedLockLock(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        var studio = new Studio();
        var drummer = new Thread(Faulty ? studio.Rehearse : studio.RehearseSafely) { Name = "drummer", IsBackground = true };
        drummer.Start();
        drummer.Join();
        Run("singer", studio.Record);
    }
}

internal sealed class Studio
{
    private readonly Lock _microphone = new();
    private int _takes;

    public void Rehearse()
    {
        try
        {
            _microphone.Enter();
            Play(-1);
            _microphone.Exit();
        }
        catch (ArgumentException)
        {
            // the fault: the lock stays taken
        }
    }

    /// <summary>The repair: the scope gives back on every way out.</summary>
    public void RehearseSafely()
    {
        try
        {
            using (_microphone.EnterScope())
            {
                Play(-1);
            }
        }
        catch (ArgumentException)
        {
            // nothing was played, and nothing stays taken
        }
    }

    public void Record()
    {
        using (_microphone.EnterScope()) // marker: singer-waits
        {
            _takes++;
        }
    }

    private void Play(int bars) => _takes += bars > 0 ? 1 : throw new ArgumentException("no bars");
}
#endif
