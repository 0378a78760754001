namespace Unravel.Samples.Hangs;

/// <summary>A <see cref="Meeting"/> of async methods: each goes on only when all are here, and no thread is held for it.</summary>
internal sealed class AsyncMeeting(int parties)
{
    private readonly TaskCompletionSource _allHere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _isNeeded = parties > 0;
    private int _missing = parties;

    /// <summary>Nobody waits for anybody.</summary>
    public static AsyncMeeting None => new(0);

    public Task MeetAsync()
    {
        if (!_isNeeded)
        {
            return Task.CompletedTask;
        }

        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _allHere.SetResult();
        }

        return _allHere.Task;
    }
}
