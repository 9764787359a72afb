// The search for the most profitable set of a district: branch and bound over ever smaller districts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/statistics/site_district.h"

namespace vigie {

/// Depth first over sets, the candidate of largest gain first; a set's children leave out the candidates tried before.
/// What a set leaves to its children is a district of its own: the points that it does not cover, and of the candidates
/// those with which a better set is possible. Points that the same of them cover are one.
class DistrictTree {
 public:
  DistrictTree(District& district, double tolerance, double near, double most_work);
  District::Limit run();

 private:
  // Of the points that a candidate covers and the set does not, less the candidate's cost.
  struct Adds {
    double demand = 0, prices = 0;
  };
  // A set, and what is left to the candidates that may still join.
  struct Node {
    double profit = 0, unpriced = 0;  // unpriced: demand beyond its price
    std::vector<std::uint32_t> open;
    std::vector<Adds> adds;  // by place in the district
    std::vector<double> demand, price;
    std::vector<std::uint64_t> covering;  // of each point: one bit per place
  };
  // Limit on what a set can still add: all demand that its candidates would add one by one, or all prices.
  struct Rest {
    double demand = 0, prices = 0;
    void put(const Adds& adds, double sign);
    double most(double unpriced) const;
  };

  bool hopeless(double most) const { return most <= best_ + tolerance_; }
  Node& node_at(std::size_t depth);
  void fill_root(Node& root);
  bool narrow(Node& node) const;
  bool narrow_by_fit(Node& node);
  double fit(const Node& node, std::size_t point);
  void visit(std::size_t depth);
  void visit_with(std::size_t depth, std::size_t at);
  bool open_beside(const Node& node, std::size_t at, Node& next);
  void take_out_covered(const Node& node, std::uint32_t joined, Node& next);
  void mark_open(const Node& node);
  bool is_reached(const Node& node, std::size_t point);
  void keep_uncovered(const Node& node, std::uint32_t joined, Node& next);
  std::uint32_t& slot_of(const Node& next);
  void offer(double profit);

  District& district_;
  double tolerance_, near_, most_work_;
  double best_, left_ = 0, work_ = 0;
  bool whole_ = true;
  std::size_t words_;  // of 64 places each
  std::vector<std::uint32_t> set_;
  std::vector<Adds> root_;
  std::vector<std::unique_ptr<Node>> nodes_;  // one of each depth
  std::vector<double> prices_beside_;
  std::vector<double> fitted_, worth_;  // prices by point; what candidates earn by them, less their costs, by place
  std::vector<std::uint64_t> open_bits_, bits_;
  std::vector<std::uint32_t> slots_;  // points by their bits
};

}  // namespace vigie
