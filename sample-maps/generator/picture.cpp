// Drawn from the same outlines and reports as the data, so that the picture cannot tell another story.
#include "sample-maps/generator/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigie::sample {
namespace {

constexpr Point top_left{117200, 167700};
constexpr int width = 820, height = 640, every_report = 4;

struct Pixel {
  int x, y;
};

Pixel pixel(Point p) {
  return {static_cast<int>(std::lround((p.x - top_left.x) / 10)),
          static_cast<int>(std::lround((top_left.y - p.y) / 10))};
}

std::string path(const std::vector<Polygon>& parts) {
  std::string text;
  const auto ring = [&](const Ring& points) {
    Pixel last = pixel(points.back());
    text += fmt::format("M{} {}l", last.x, last.y);
    for (const Point& point : points) {
      const Pixel next = pixel(point);
      if (next.x != last.x || next.y != last.y) text += fmt::format("{} {} ", next.x - last.x, next.y - last.y);
      last = next;
    }
    text += "z";
  };
  for (const Polygon& part : parts) {
    ring(part.outer);
    for (const Ring& hole : part.holes) ring(hole);
  }
  return text;
}

std::string dots(const std::vector<Report>& reports) {
  std::string text = "<path d=\"";
  for (std::size_t i = 0; i < reports.size(); i += every_report) {
    const Pixel at = pixel(reports[i].at);
    text += fmt::format("M{} {}h1", at.x, at.y);
  }
  return text + "\" stroke=\"#444\" stroke-width=\"1\" stroke-opacity=\"0.6\"/>\n";
}

std::string mark(Point centre, std::string_view letter) {
  const Pixel at = pixel(centre);
  return fmt::format(
      "<circle cx=\"{0}\" cy=\"{1}\" r=\"15\" fill=\"none\" stroke=\"#b3261e\" stroke-width=\"2.5\"/>"
      "<text x=\"{2}\" y=\"{3}\" fill=\"#b3261e\" font-weight=\"bold\">{4}</text>\n",
      at.x, at.y, at.x + 18, at.y - 8, letter);
}

std::string marks(const Town& town) {
  return mark(place_of(town, Story::nightlife).centre, "a") + mark(place_of(town, Story::station).centre, "a") +
         mark(place_of(town, Story::one_voice).centre, "b") + mark(town.with(Role::neglected).centre, "c") +
         mark(town.with(Role::mediation).centre, "e") + mark(town_hall, "f");
}

}  // namespace

std::string picture_svg(const Town& town, const std::vector<Report>& reports, const std::vector<WatchArea>& areas,
                        const std::vector<MediationService>& services) {
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" font-family=\"sans-serif\" "
      "font-size=\"16\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"#cfe3ee\"/>\n",
      width, height);
  for (const Neighbourhood& zone : town.zones)
    svg += fmt::format("<path d=\"{}\" fill=\"#f6f1e4\" stroke=\"#999\" stroke-width=\"0.8\" fill-rule=\"evenodd\"/>\n",
                       path(zone.parts));
  svg += dots(reports);
  for (const WatchArea& area : areas)
    svg += fmt::format(
        "<path d=\"{}\" fill=\"#2050a0\" fill-opacity=\"0.10\" stroke=\"#2050a0\" stroke-width=\"1.5\"{}/>\n",
        path(area.parts), area.status == "active" ? "" : " stroke-dasharray=\"5 4\"");
  svg += marks(town);
  const auto ended = std::ranges::find(areas, std::string_view("ended"), &WatchArea::status);
  const Pixel at = pixel(centroid(ended->parts[0].outer));
  svg += fmt::format("<text x=\"{}\" y=\"{}\" fill=\"#b3261e\" font-weight=\"bold\">d</text>\n", at.x, at.y);
  for (const MediationService& service : services) {
    const Pixel door = pixel(service.at);
    svg += fmt::format("<path d=\"M{} {}l7 12h-14z\" fill=\"#1b7f3b\"/>\n", door.x, door.y - 7);
  }
  return svg + "</svg>\n";
}

}  // namespace vigie::sample
