#if NET9_0_OR_GREATER
namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Three cooks in a ring of three System.Threading.Lock: each holds one thing and waits for the next cook's.
/// </summary>
internal sealed class LockOrderLock(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        var kitchen = new Kitchen(Faulty ? new Meeting(3) : Meeting.None);
        Run("baker", kitchen.Bake);
        Run("mixer", kitchen.Mix);
        Run("chiller", Faulty ? kitchen.Chill : kitchen.ChillInOrder);
    }
}

internal sealed class Kitchen(Meeting allHoldOne)
{
    private readonly Lock _oven = new();
    private readonly Lock _bowl = new();
    private readonly Lock _fridge = new();
    private int _loaves;
    private int _doughs;
    private int _creams;

    public void Bake()
    {
        lock (_oven)
        {
            allHoldOne.Meet();
            lock (_bowl) // marker: baker-waits
            {
                _loaves++;
            }
        }
    }

    public void Mix()
    {
        lock (_bowl)
        {
            allHoldOne.Meet();
            using (_fridge.EnterScope()) // marker: mixer-waits
            {
                _doughs++;
            }
        }
    }

    public void Chill()
    {
        lock (_fridge)
        {
            allHoldOne.Meet();
            lock (_oven) // marker: chiller-waits
            {
                _creams++;
            }
        }
    }

    /// <summary>The repair: oven before bowl before fridge, for everybody.</summary>
    public void ChillInOrder()
    {
        lock (_oven)
        {
            lock (_fridge)
            {
                _creams++;
            }
        }
    }
}
#endif
