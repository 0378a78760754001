namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: three threads allocate as fast as they can while a fourth forces collections, so that most looks fall
/// into the middle of one, when the heap cannot be walked.
/// </summary>
internal sealed class Collecting(bool faulty) : Scenario(faulty)
{
    private readonly Greenhouse _greenhouse = new();

    public override void Start()
    {
        for (var i = 1; i <= 3; i++)
        {
            Run($"gardener-{i}", _greenhouse.Plant);
        }

        Run("composter", _greenhouse.Compost);
    }

    protected override string? MissingFault() => MissingProgress();
}

internal sealed class Greenhouse
{
    private const int Beds = 256;

    private readonly object?[] _beds = new object?[Beds];
    private int _next;

    /// <summary>Small objects that live for a while, strings, and now and then a large array.</summary>
    public void Plant()
    {
        for (var i = 0; i < 2000; i++)
        {
            var bed = (uint)Interlocked.Increment(ref _next) % Beds;
            _beds[bed] = (i % 100, i % 7) switch
            {
                (0, _) => new byte[100_000],
                (_, 0) => new string('x', i % 50),
                _ => new Plant(_beds[(bed + 1) % Beds] as Plant is { Age: < 5 } older ? older : null),
            };
        }
    }

    public void Compost() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
}

internal sealed class Plant(Plant? neighbour)
{
    public int Age { get; } = neighbour is null ? 0 : neighbour.Age + 1;

    public Plant? Neighbour { get; } = neighbour;
}
