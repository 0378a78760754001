namespace Unravel.Analyzers.Benchmarks;

/// <summary>Several runs of one thing, as median (least to most).</summary>
internal sealed class Samples
{
    private readonly List<Sample> _samples = [];

    public void Add(Sample sample) => _samples.Add(sample);

    /// <summary>Ratios of the medians: by the clock, of processor time, of memory.</summary>
    public string Against(Samples other) =>
        $"{Ratio(other, s => s.Wall):F3} (processor {Ratio(other, s => s.Processor):F3}, memory {Ratio(other, s => s.Megabytes):F3})";

    public override string ToString() => $"{Spread(s => s.Wall),-26} {Spread(s => s.Processor),-26} {Median(s => s.Megabytes),12:F0}";

    private double Ratio(Samples other, Func<Sample, double> value) => Median(value) / other.Median(value);

    private double Median(Func<Sample, double> value) => _samples.Select(value).Order().ElementAt(_samples.Count / 2);

    private string Spread(Func<Sample, double> value) => $"{Median(value),6:F0} ({_samples.Min(value):F0} to {_samples.Max(value):F0})";
}
