namespace Unravel.Tool.Benchmarks;

/// <summary>All looks of one kind.</summary>
internal sealed class Series(string name)
{
    private readonly List<Sample> _samples = [];

    public string Name { get; } = name;

    public int Count => _samples.Count;

    public Spread Pause => Spread.Of(_samples.Select(sample => sample.Pause));

    public Spread Total => Spread.Of(_samples.Select(sample => sample.Total));

    public Spread Memory => Spread.Of(_samples.Select(sample => sample.Memory));

    public void Add(Sample sample) => _samples.Add(sample);
}

/// <summary>Smallest, middle and largest of some values.</summary>
internal readonly record struct Spread(double Least, double Median, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[^1]);
    }
}
