using Unravel.Samples.CaseStudies;

var faulty = args.Contains("--faulty");
switch (args.FirstOrDefault())
{
    case "web-scraper":
        await WebScraper.RunAsync(faulty);
        return 0;
    case "data-pipeline":
        DataPipeline.Run(faulty);
        return 0;
    case "real-time-feed":
        RealTimeFeed.Run(faulty);
        return 0;
    default:
        Console.Error.WriteLine("CaseStudies web-scraper|data-pipeline|real-time-feed [--faulty]");
        return 1;
}
