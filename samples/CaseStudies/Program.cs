using System.Diagnostics;
using System.Globalization;
using Unravel.Samples.CaseStudies;

const string Usage = "CaseStudies web-scraper|data-pipeline|real-time-feed [--faulty] [--for <seconds>]";

var faulty = args.Contains("--faulty");
var option = Array.IndexOf(args, "--for");
var length = option < 0 ? TimeSpan.Zero
    : option + 1 < args.Length && int.TryParse(args[option + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
    : (TimeSpan?)null;
Func<Task>? study = args.FirstOrDefault() switch
{
    "web-scraper" => () => WebScraper.RunAsync(faulty),
    "data-pipeline" => () =>
    {
        DataPipeline.Run(faulty);
        return Task.CompletedTask;
    },
    "real-time-feed" => () =>
    {
        RealTimeFeed.Run(faulty);
        return Task.CompletedTask;
    },
    _ => null,
};
if (study is null || length is null)
{
    Console.Error.WriteLine(Usage);
    return 1;
}

// Once, or again and again for so long: a look from outside takes its time.
var age = Stopwatch.StartNew();
do
{
    await study();
}
while (age.Elapsed < length);
return 0;
