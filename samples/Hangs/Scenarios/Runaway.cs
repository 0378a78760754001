using System.Runtime.CompilerServices;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A thread looks for a free place in a full ring and goes round and round. In the repaired form it gives up after one
/// round and tries again later.
/// </summary>
internal sealed class Runaway(bool faulty) : Scenario(faulty)
{
    private static readonly TimeSpan s_longEnough = TimeSpan.FromSeconds(3.5);

    private readonly CarPark _park = new();
    private readonly System.Diagnostics.Process _self = System.Diagnostics.Process.GetCurrentProcess();

    public override void Start() => Run("parker", Faulty ? _park.Park : _park.TryPark);

    protected override string? MissingFault() =>
        Used() < s_longEnough ? "the thread has not run for long yet" : null;

    private TimeSpan Used()
    {
        _self.Refresh();
        return _self.UserProcessorTime;
    }
}

internal sealed class CarPark
{
    private readonly bool[] _taken = [true, true, true, true];
    private long _looks;

    public void Park()
    {
        for (var place = 0; ; place = (place + 1) % _taken.Length)
        {
            if (IsFree(place)) // marker: parker-looks
            {
                return;
            }
        }
    }

    /// <summary>The repair: one round.</summary>
    public void TryPark()
    {
        for (var place = 0; place < _taken.Length; place++)
        {
            if (IsFree(place))
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsFree(int place)
    {
        for (var i = 0; i < 1000; i++)
        {
            _looks += i & place;
        }

        return !_taken[place];
    }
}
