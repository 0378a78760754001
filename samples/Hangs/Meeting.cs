namespace Unravel.Samples.Hangs;

/// <summary>
/// Makes bad luck certain: each of the threads goes on only when all of them are here. In real life the scheduler
/// arranges this meeting once in a month.
/// </summary>
internal sealed class Meeting(int parties)
{
    private readonly CountdownEvent _missing = new(parties);

    /// <summary>Nobody waits for anybody.</summary>
    public static Meeting None => new(0);

    public bool IsNeeded => _missing.InitialCount > 0;

    public void Meet()
    {
        if (IsNeeded)
        {
            _missing.Signal();
            _missing.Wait();
        }
    }
}
